using System.Text.Json.Nodes;
using SocialServices.Stack.Tests.Running;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class StoryTests(RunningSystem system)
{
    private const string ReportTitle = "What the reports say";

    [Fact]
    public async Task The_story_that_was_killed_goes_on_and_can_be_told_again()
    {
        var story = await system.StoryAsync();

        Assert.True(story.First.ExitCode == 0, story.First.ToString());
        Assert.True(story.Second.ExitCode == 0, story.Second.ToString());
        Assert.Contains("173 people from 8 providers trained", story.First.Output, StringComparison.Ordinal);
        Assert.Equal(ReportOf(story.First), ReportOf(story.Second));
    }

    [Fact]
    public async Task After_three_beginnings_everything_is_there_once()
    {
        var summary = (await system.StoryAsync()).Summary;

        Assert.Equal(173, Number(summary, "peopleTrained")); // 45 specialists, 102 managers, 20 facilitators, 6 trainers
        Assert.Equal(8, Number(summary, "organizationsTrained"));
        Assert.Equal(173, Number(summary, "certificatesIssued"));
        Assert.Equal(12, Number(summary, "servicesOperating"));
        Assert.Equal(13, Number(summary, "sitesOperating"));
        Assert.Equal(56, Number(summary, "casesOpened")); // 36 people who are referred, 20 who take part in Strong Families
        Assert.Equal(34, Number(summary, "referrals")); // neither the draft nor what was entered in error
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["requested"] = 6, // one waits for capacity
                ["accepted"] = 6, // one waited
                ["rejected"] = 5,
                ["in-progress"] = 6,
                ["on-hold"] = 1,
                ["completed"] = 8,
                ["failed"] = 1,
                ["cancelled"] = 1, // with the consent
            },
            summary["referralsByStatus"]!
                .AsArray()
                .Where(cell => (long)cell!["value"]! != 0)
                .ToDictionary(cell => (string)cell!["key"]!, cell => (long)cell!["value"]!)
        );
    }

    [Fact]
    public async Task The_report_tells_the_numbers_that_the_programme_has_published()
    {
        var story = await system.StoryAsync();
        using var office = await system.WorkerAsync("programme");

        Assert.Equal(45, await FigureAsync("trainings-completed", "programme", "social-work-specialist"));
        Assert.Equal(102, await FigureAsync("trainings-completed", "programme", "social-work-management"));
        Assert.Equal(20, await FigureAsync("trainings-completed", "programme", "strong-families-facilitators"));
        Assert.Equal(12, await FigureAsync("services-operating", "place", null)); // from September 2021, in three cities
        foreach (var city in new[] { "TM-S", "TM-M", "TM-L" })
        {
            Assert.NotEqual(0, await FigureAsync("services-operating", "place", city));
        }

        Assert.Equal(10, await FigureAsync("families-in-groups", "place", null));
        Assert.Contains("     102  all", story.First.Output, StringComparison.Ordinal); // the managers of February 2021, in the release
        Assert.Contains("    71.6  percent of them answered the survey", story.First.Output, StringComparison.Ordinal); // 73 of 102
        Assert.Contains("  hidden  ", story.First.Output, StringComparison.Ordinal);

        async Task<long> FigureAsync(string indicator, string by, string? category)
        {
            var figure = JsonNode.Parse(
                await office.GetStringAsync(
                    $"/api/v1/reporting/inside/{indicator}?by={by}&organization=all",
                    TestContext.Current.CancellationToken
                )
            )!;
            return category is null
                ? (long)figure["total"]!
                : (long)figure["cells"]!.AsArray().Single(cell => (string)cell!["key"]! == category)!["value"]!;
        }
    }

    [Fact]
    public async Task Each_agency_sees_what_concerns_it_and_nothing_else()
    {
        await system.StoryAsync();
        var cancellationToken = TestContext.Current.CancellationToken;
        using var redCrescent = await system.WorkerAsync("provider-nrcs");
        using var ministry = await system.WorkerAsync("cases");

        var received = await ItemsAsync(redCrescent, "/api/v1/referrals/referrals?limit=200", cancellationToken);
        var made = await ItemsAsync(ministry, "/api/v1/referrals/referrals?limit=200", cancellationToken);

        Assert.True(received.Count >= 10);
        Assert.All(received, referral => Assert.Equal("nrcs", (string?)referral!["receiver"]));
        Assert.True(made.Count >= 28);
        var cases = await ItemsAsync(redCrescent, "/api/v1/referrals/cases?limit=200", cancellationToken);
        Assert.Equal(20, cases.Count); // of the families in its own group, and none of the ministry's
        Assert.All(cases, one => Assert.Equal("nrcs", (string?)one!["organization"]));
    }

    private static async Task<JsonArray> ItemsAsync(HttpClient client, string path, CancellationToken cancellationToken) =>
        JsonNode.Parse(await client.GetStringAsync(path, cancellationToken))!["items"]!.AsArray();

    private static long Number(JsonNode parent, string name) => (long)parent[name]!;

    private static string ReportOf(ShellResult run) => run.Output[run.Output.IndexOf(ReportTitle, StringComparison.Ordinal)..];
}
