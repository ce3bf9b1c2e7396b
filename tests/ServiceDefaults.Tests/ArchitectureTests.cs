using System.Text.RegularExpressions;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>What the compiler does not check, and what must not come back.</summary>
public sealed partial class ArchitectureTests
{
    private const int MaxLinesOfFile = 250;
    private const int MaxLinesOfDecision = 40;
    private static readonly string[] Product = ["AppHost", "ServiceDefaults", "gateway", "services"];

    /// <summary>What services use of ServiceDefaults: a whole process, and what only some of them have.</summary>
    private static readonly string[] Shared = ["Hosting", "Records", "Exchange"];

    [Fact]
    public void No_file_of_the_product_is_longer_than_can_be_read_at_once() =>
        Assert.Empty(Sources(Product).Where(file => File.ReadLines(file).Count() > MaxLinesOfFile).Select(Short));

    [Fact]
    public void A_decision_fits_on_a_page() =>
        Assert.Empty(
            Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md")
                .Where(file => File.ReadLines(file).Count() > MaxLinesOfDecision)
                .Select(Short)
        );

    [Theory]
    [InlineData("registry")]
    [InlineData("training")]
    [InlineData("referrals")]
    [InlineData("reporting")]
    public void A_service_knows_nothing_of_another_but_its_contracts(string service)
    {
        var project = Directory.GetFiles(Path.Combine(Repository.Root, "services", service), "*.csproj").Single();
        string[] may = [.. Shared.Select(name => $@"..\..\ServiceDefaults\{name}\{name}.csproj"), @"..\contracts\Contracts.csproj"];
        Assert.Empty(Reference().Matches(File.ReadAllText(project)).Select(match => match.Groups[1].Value).Except(may));
    }

    /// <summary>A place is geography; what a site can take is capacity (docs/glossary.md).</summary>
    [Fact]
    public void Words_that_were_given_up_do_not_come_back() =>
        Assert.Empty(
            Sources([.. Product, "tests"])
                .Where(file => !file.EndsWith("ArchitectureTests.cs", StringComparison.Ordinal))
                .Where(file => GivenUp().IsMatch(File.ReadAllText(file)))
                .Select(Short)
        );

    private static IEnumerable<string> Sources(IEnumerable<string> folders) =>
        folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Built().IsMatch(file));

    private static string Short(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex(
        @"\b(PlaceReservation|PlacesChanged|PlacesLedger|PersonFacts|SiteFacts|WorkerFacts|(Longest|Largest|Most)[A-Z]\w+ =)|read over\b"
    )]
    private static partial Regex GivenUp();
}
