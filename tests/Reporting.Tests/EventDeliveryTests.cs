using FsCheck;
using FsCheck.Fluent;
using SocialServices.Contracts;
using SocialServices.Contracts.Referrals;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>What the broker brings: twice, late, in any order, and sometimes impossible to process.</summary>
public sealed class EventDeliveryTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    private static readonly Story Told = Story.Tell();
    private static readonly Lazy<Task<string>> InOrder = new(ReadInOrderAsync);

    [Fact]
    public Task Events_delivered_twice_and_in_any_order_give_the_same_facts() =>
        // Not on the test's own thread, because FsCheck blocks it.
        Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2), Prop.ForAll(Orders(), GivesTheSameFactsAsync)));

    private async Task GivesTheSameFactsAsync(int[] order)
    {
        await app.RebuildAsync(); // nothing is left of the order before; the peers' logs are empty here

        var deliveries = order.Select(number => Told.Events[number % Told.Events.Count]).ToList();
        await Task.WhenAll(deliveries.Select(app.PublishAsync));
        await Eventually.GetAsync(app.HandledAsync, handled => handled == Told.Events.Count);
        await Task.WhenAll(deliveries.Take(40).Select(app.PublishAsync));

        Assert.Equal(await InOrder.Value, await app.FactsAsync());
    }

    /// <summary>Orders of all events, each twice. They shrink to the order of the story, half by half.</summary>
    private static Arbitrary<int[]> Orders() =>
        Arb.From(
            Gen.Shuffle(Enumerable.Range(0, 2 * Told.Events.Count)),
            order =>
            {
                var (first, second) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
                int[][] nearer =
                [
                    [.. order.Order()],
                    [.. first.Order(), .. second],
                    [.. first, .. second.Order()],
                ];
                return nearer.Where(other => !other.SequenceEqual(order));
            }
        );

    [Fact]
    public async Task A_redelivered_event_counts_once()
    {
        var story = Story.Tell();
        var first = story.AddTrained("nrcs", "female", "60+");
        var third = story.AddTrained("yenme", "male", "60+");

        await app.PublishAsync(first);
        await app.PublishAsync(first);
        await app.PublishAsync(first);
        await app.PublishAsync(third); // same queue: when its effect is seen, the repetitions have been dealt with
        await Eventually.TrueAsync(() => app.HasHandledAsync(third));

        Assert.NotNull(await app.FactAsync("participations", "enrolment_id", EnrolmentOf(first)));
    }

    [Fact]
    public async Task A_late_delivery_of_an_earlier_step_does_not_turn_a_referral_back()
    {
        var story = Story.Tell();
        var referral = Guid.CreateVersion7();
        var requested = story.AddReferral(referral, 2, "draft", "requested", Guid.NewGuid());
        var accepted = story.AddReferral(referral, 3, "requested", "accepted", Guid.NewGuid());

        await app.PublishAsync(accepted);
        await Eventually.TrueAsync(() => app.HasHandledAsync(accepted));
        await app.PublishAsync(requested);
        await Eventually.TrueAsync(() => app.HasHandledAsync(requested));

        Assert.Equal("accepted", (string?)(await app.FactAsync("referrals", "referral_id", referral))!["status"]);
    }

    [Fact]
    public async Task Advice_counts_as_a_referral_from_the_step_on_that_makes_it_one()
    {
        var (story, referral, site) = (Story.Tell(), Guid.CreateVersion7(), Guid.NewGuid());
        var asked = story.AddReferral(referral, 2, "draft", "requested", site, advice: true);
        var converted = story.AddReferral(referral, 3, "requested", "requested", site);

        await app.PublishAsync(asked);
        await Eventually.TrueAsync(() => app.HasHandledAsync(asked));
        Assert.Null(await app.FactAsync("referrals", "referral_id", referral));

        await app.PublishAsync(converted);
        await Eventually.TrueAsync(() => app.HasHandledAsync(converted));
        Assert.Equal("requested", (string?)(await app.FactAsync("referrals", "referral_id", referral))!["status"]);
    }

    [Fact]
    public async Task A_reopened_case_is_open_again_and_a_late_delivery_of_its_closure_does_not_close_it()
    {
        var (story, caseId) = (Story.Tell(), Guid.CreateVersion7());
        var (now, person) = (DateTimeOffset.UtcNow, new Demographics("female", "25-44", false, "TM-S"));
        StoryEvent Add(IntegrationEvent happened) =>
            story.Add("referrals", happened with { EventId = Guid.CreateVersion7(), OccurredAt = now });
        var opened = Add(new CaseOpened(caseId, "mlspp", person));
        var closed = Add(new CaseClosed(caseId, "moved-away"));
        var reopened = Add(new CaseReopened(caseId, "mlspp"));

        foreach (var happened in new[] { opened, reopened, closed })
        {
            await app.PublishAsync(happened);
            await Eventually.TrueAsync(() => app.HasHandledAsync(happened));
        }

        var fact = (await app.FactAsync("cases", "case_id", caseId))!;
        Assert.Equal(("mlspp", null), ((string?)fact["organization"], (string?)fact["closed_at"]));
    }

    [Fact]
    public async Task An_event_that_cannot_be_processed_waits_in_the_error_queue_until_it_is_replayed()
    {
        var errors = new ErrorQueuesOf(app.Services);
        var story = Story.Tell();
        var poison = story.Add(
            "referrals",
            new CaseClosed(Guid.CreateVersion7(), "goals-reached")
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = DateTimeOffset.UnixEpoch,
            }
        );
        var healthy = story.Add(
            "referrals",
            new CaseClosed(Guid.CreateVersion7(), "moved-away") { EventId = Guid.CreateVersion7(), OccurredAt = DateTimeOffset.UnixEpoch }
        );

        await app.ExecuteAsync("alter table cases add constraint fault check (closed_reason <> 'goals-reached') not valid"); // the other tests' rows may stay;
        try
        {
            await app.PublishAsync(poison);
            await Eventually.GetAsync(errors.CountAsync, count => count == 1);
            await app.PublishAsync(healthy); // the queue is not blocked
            await Eventually.TrueAsync(() => app.HasHandledAsync(healthy));
            Assert.False(await app.HasHandledAsync(poison));
        }
        finally
        {
            await app.ExecuteAsync("alter table cases drop constraint fault");
        }

        Assert.Equal(1, await errors.ReplayAsync());
        await Eventually.TrueAsync(() => app.HasHandledAsync(poison));
        Assert.Equal(0, await errors.CountAsync());
    }

    private static Guid EnrolmentOf(StoryEvent told) => ((Contracts.Training.ParticipationAssessed)told.Fact).EnrolmentId;

    // The logs are read strictly in the order of their positions.
    private static async Task<string> ReadInOrderAsync()
    {
        await using var reader = new ReportingApp();
        await reader.InitializeAsync();
        foreach (var told in Told.Events)
        {
            reader.Append(told);
        }

        await Eventually.GetAsync(reader.HandledAsync, handled => handled == Told.Events.Count);
        return await reader.FactsAsync();
    }
}
