using SocialServices.Reporting.Facts;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>What the peers' event logs are for: gaps, and beginning again.</summary>
public sealed class EventLogTests
{
    [Fact]
    public async Task What_the_broker_lost_is_fetched_from_the_log_of_the_peer()
    {
        await using var app = new ReportingApp();
        await app.InitializeAsync();
        var story = Story.Tell();
        foreach (var told in story.Events.Where((_, i) => i % 3 != 0))
        {
            await app.PublishAsync(told);
        }

        await Eventually.GetAsync(app.HandledAsync, handled => handled == story.Events.Count - ((story.Events.Count + 2) / 3));
        Append(app, story);

        await Eventually.GetAsync(app.HandledAsync, handled => handled == story.Events.Count);
    }

    [Fact]
    public async Task A_rebuild_while_the_service_runs_leads_to_the_same_facts()
    {
        await using var app = new ReportingApp();
        await app.InitializeAsync();
        var story = Story.Tell();
        Append(app, story);
        await Eventually.GetAsync(app.HandledAsync, handled => handled == story.Events.Count);
        var before = await app.FactsAsync();

        await app.RebuildAsync();
        await Task.WhenAll(story.Events.Take(50).Select(app.PublishAsync)); // the broker goes on meanwhile
        await Eventually.GetAsync(app.HandledAsync, handled => handled == story.Events.Count);

        Assert.Equal(before, await app.FactsAsync());
        Assert.Contains("strong-families-facilitators", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconciling_finds_nothing_but_what_somebody_changed_behind_the_service()
    {
        await using var app = ReportingApp.ThatIsTold();
        await app.InitializeAsync();
        await app.HearAsync(Programme.Tell(40).Events);

        Assert.Empty((await ReconcileFacts.CompareAsync(app.Services, TestContext.Current.CancellationToken)).Differences);
        await app.ExecuteAsync("update cases set sex = 'male' where case_id = (select case_id from cases where sex = 'female' limit 1)");
        Assert.StartsWith(
            "cases: 1 ",
            Assert.Single((await ReconcileFacts.CompareAsync(app.Services, TestContext.Current.CancellationToken)).Differences),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Rebuilds_in_the_middle_of_reading_the_logs_lose_nothing()
    {
        await using var app = new ReportingApp();
        await app.InitializeAsync();
        var story = Story.Tell();
        Append(app, story);

        for (var i = 1; i <= 5; i++)
        {
            await Eventually.GetAsync(app.HandledAsync, handled => handled > i * 10);
            await app.RebuildAsync();
        }

        await Eventually.GetAsync(app.HandledAsync, handled => handled == story.Events.Count);
    }

    [Fact]
    public async Task Freshness_tells_how_far_each_log_has_become_numbers()
    {
        await using var app = new ReportingApp();
        await app.InitializeAsync();
        using var client = app.Client();
        var story = Story.Tell();
        var start = DateTimeOffset.UtcNow;
        Append(app, story);
        var last = story.Events.Where(told => told.Source == "training").Max(told => told.Position);

        var training = await Eventually.GetAsync(
            async () => (await (await client.GetAsync("/api/v1/reporting/freshness")).JsonAsync())["items"]![1]!,
            source => (long)source["position"]! == last
        );

        Assert.Equal("training", (string?)training["source"]);
        Assert.Equal(last, (long)training["highestPosition"]!);
        Assert.Equal(new DateTimeOffset(2021, 7, 6, 9, 0, 0, TimeSpan.Zero), (DateTimeOffset)training["lastEventAt"]!);
        Assert.InRange((DateTimeOffset)training["caughtUpAt"]!, start, DateTimeOffset.UtcNow);
    }

    private static void Append(ReportingApp app, Story story)
    {
        foreach (var told in story.Events)
        {
            app.Append(told);
        }
    }
}
