using System.Text.RegularExpressions;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>The projects under ServiceDefaults: which may use which, and a page that says what belongs there.</summary>
public sealed partial class ProjectTests
{
    private const int MaxLinesOfPage = 40;
    private const string Contracts = "Contracts";

    /// <summary>What a project may use. A project reaches also what these use.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Foundation"] = [],
        ["Http"] = ["Foundation"],
        ["PersonalData"] = ["Foundation"],
        ["Peers"] = ["Foundation"],
        ["Data"] = ["Http", "PersonalData", Contracts],
        ["Audit"] = ["Data"],
        ["Messaging"] = ["Data", "Peers"],
        ["Records"] = ["Data"],
        ["Exchange"] = ["Data"],
        ["Hosting"] = ["Audit", "Messaging"],
    };

    private static string Shared => Path.Combine(Repository.Root, "ServiceDefaults");

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Shared).Where(IsProject).Select(folder => Path.GetFileName(folder))];

    [Fact]
    public void Each_project_has_its_arrows() => Assert.Equal(Arrows.Keys.Order(), Projects.Select(row => row.Data).Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_it_may(string project) =>
        Assert.Equal(
            Arrows[project].Order(),
            Reference()
                .Matches(File.ReadAllText(Path.Combine(Shared, project, project + ".csproj")))
                .Select(match => match.Groups[1].Value)
                .Order()
        );

    [Fact]
    public void Arrows_form_no_circle()
    {
        var done = new HashSet<string> { Contracts };
        while (Arrows.Keys.Except(done).FirstOrDefault(project => Arrows[project].All(done.Contains)) is { } next)
        {
            done.Add(next);
        }

        Assert.Empty(Arrows.Keys.Except(done));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_page_says_what_belongs_there_and_what_does_not(string project)
    {
        var page = File.ReadAllLines(Path.Combine(Shared, project, "README.md"));
        Assert.InRange(page.Length, 5, MaxLinesOfPage);
        Assert.Contains("Belongs here:", page);
        Assert.Contains("Does not belong here:", page);
    }

    private static bool IsProject(string folder) => Directory.EnumerateFiles(folder, "*.csproj").Any();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*\\(\w+)\.csproj""")]
    private static partial Regex Reference();
}
