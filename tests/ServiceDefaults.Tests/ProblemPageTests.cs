using System.Text.RegularExpressions;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>Who integrates reads on one page what each refusal means.</summary>
public sealed partial class ProblemPageTests
{
    private static readonly string[] Folders = ["services", "gateway", "ServiceDefaults"];
    private static readonly string[] Built = ["bin", "obj"];

    [Fact]
    public void The_page_of_problems_has_a_row_for_each_type_in_the_code_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "problems.md"));

        Assert.Equal(InCode().Distinct().Order(StringComparer.Ordinal), Row().Matches(page).Select(NameOf).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> InCode() =>
        Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(Built).Any())
            .SelectMany(file => Type().Matches(File.ReadAllText(file)).Select(NameOf));

    private static string NameOf(Match match) => match.Groups[1].Value;

    [GeneratedRegex("""^\| `([a-z0-9-]+)` \|""", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""(?:Problems\.Conflict\(|ProblemTypes\.Of\(|=> Of\(|= Of\()\s*"([a-z0-9-]+)"\s*[),]""")]
    private static partial Regex Type();
}
