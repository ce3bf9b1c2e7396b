using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.VisualBasic.FileIO;
using SocialServices.Reporting.Tests.Releases;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests.Exports;

/// <summary>The CSV of a release against the rules of HXL's default schema, which every HXL tool checks.</summary>
public sealed partial class HxlTests(ReleasedProgramme programme) : IClassFixture<ReleasedProgramme>
{
    // Of the core hashtags of HXL 1.1, those in use here.
    private static readonly string[] Core = ["#indicator", "#date", "#meta"];

    [Fact]
    public async Task Csv_keeps_the_rules_of_the_default_schema()
    {
        var release = await programme.YearAsync();
        var csv = await programme.Outside.GetStreamAsync(
            $"{ReleasedProgramme.Root}/releases/{release.Number}/exports/csv",
            TestContext.Current.CancellationToken
        );
        using var reader = new TextFieldParser(csv) { Delimiters = [","] };
        var rows = new List<string[]>();
        while (reader.ReadFields() is { } fields)
        {
            rows.Add(fields);
        }

        rows.RemoveAt(0);
        var tags = rows[0];

        Assert.All(tags, tag => Assert.Matches(Hashtag(), tag));
        Assert.All(tags, tag => Assert.Contains(tag.Split('+')[0], Core));
        foreach (var rule in JsonNode.Parse(await File.ReadAllTextAsync(Schema(), TestContext.Current.CancellationToken))!.AsArray())
        {
            var patterns = ((string)rule!["#valid_tag"]!).Split(',');
            foreach (var (column, _) in tags.Index().Where(tag => patterns.Any(pattern => Fits(tag.Item, pattern))))
            {
                Assert.All(rows.Skip(1).Select(row => row[column]).Where(value => value.Length > 0), value => Keeps(rule, value));
            }
        }
    }

    private static void Keeps(JsonNode rule, string value)
    {
        Assert.True(
            (string?)rule["#valid_datatype"] switch
            {
                "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                "number" => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
                _ => true,
            },
            $"{rule["#meta+comment"]}: {value}"
        );
        Assert.True(
            rule["#valid_value+whitespace"] is null || value == value.Trim() && !value.Contains("  ", StringComparison.Ordinal),
            value
        );
    }

    // A pattern fits a tag that has all its attributes.
    private static bool Fits(string tag, string pattern) =>
        pattern is "#*"
        || pattern.Split('+') is var parts && tag.Split('+') is var mine && mine[0] == parts[0] && !parts.Except(mine).Any();

    private static string Schema()
    {
        var path = new[] { "..", Path.Combine("..", "..") }
            .Select(up => Path.GetFullPath(Path.Combine(Repository.Root, up, "shared", "fixtures", "hxl", "hxl-default-schema.json")))
            .FirstOrDefault(File.Exists);
        Assert.SkipUnless(path is not null, "The published schema hxl-default-schema.json is not here.");
        return path;
    }

    [GeneratedRegex(@"^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$")]
    private static partial Regex Hashtag();
}
