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

    /// <summary>Endpoints that are not use cases of their own: a handler for each vocabulary, for two formats, or of the API documents.</summary>
    private static readonly string[] OtherShapes = ["TermEndpoints.cs", "ReadFindings.cs", "ApiDocsSetup.cs", "CheckCertificate.cs"];

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

    /// <summary>A use case is a file: a static class of its name with <c>Map</c>, and named handlers that a reader finds.</summary>
    [Fact]
    public void Every_endpoint_has_the_shape_of_a_use_case() =>
        Assert.Empty(
            Sources(["gateway", "services"])
                .Where(file => !OtherShapes.Contains(Path.GetFileName(file)))
                .Where(file =>
                    File.ReadAllText(file) is var code
                    && Endpoint().Matches(code) is { Count: > 0 } endpoints
                    && !(
                        code.Contains($"static class {Path.GetFileNameWithoutExtension(file)}", StringComparison.Ordinal)
                        && endpoints.All(endpoint => NamedHandler().IsMatch(endpoint.Groups[1].Value))
                    )
                )
                .Select(Short)
        );

    [Fact]
    public void Public_types_of_contracts_and_shared_code_are_documented() =>
        Assert.Empty(Sources(["ServiceDefaults", Path.Combine("services", "contracts")]).SelectMany(Undocumented));

    [Fact]
    public void Entities_know_no_HTTP_types() =>
        Assert.Empty(
            Sources(["gateway", "services"])
                .Where(file =>
                    File.ReadAllText(file) is var code
                    && code.Contains("IEntityTypeConfiguration<", StringComparison.Ordinal)
                    && HttpType().IsMatch(code)
                )
                .Select(Short)
        );

    private static IEnumerable<string> Undocumented(string file)
    {
        var lines = File.ReadAllLines(file);
        foreach (var (index, line) in lines.Index().Where(line => PublicType().IsMatch(line.Item)))
        {
            var above = lines.Take(index).Reverse().SkipWhile(before => Attribute().IsMatch(before)).FirstOrDefault("");
            if (!above.StartsWith("///", StringComparison.Ordinal))
            {
                yield return $"{Short(file)}:{index + 1} {line}";
            }
        }
    }

    private static IEnumerable<string> Sources(IEnumerable<string> folders) =>
        folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Built().IsMatch(file));

    private static string Short(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\.Map(?:Get|Post|Put|Delete|Patch)\(\s*[^,]+,\s*([^\n)]+)")]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"AspNetCore\.Http|\b(ProblemHttpResult|StatusCodes|HttpContext|HttpResponse|IfMatch|ETag)\b")]
    private static partial Regex HttpType();

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex NamedHandler();

    [GeneratedRegex(@"^public (sealed |static |abstract |readonly |partial )*(class|record|interface|enum|struct|delegate)\b")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^(\[|\)|    )")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex(
        @"\b(PlaceReservation|PlacesChanged|PlacesLedger|PersonFacts|SiteFacts|WorkerFacts|Objection\b|FindFault\b|WhyNotYet\b|(Longest|Largest|Most)[A-Z]\w+ =)|read over\b"
    )]
    private static partial Regex GivenUp();
}
