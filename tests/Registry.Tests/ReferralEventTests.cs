using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialServices.Contracts;
using SocialServices.Contracts.Referrals;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class ReferralEventTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly LedgerCalls ledger = new(app);

    [Theory]
    [InlineData("rejected")]
    [InlineData("cancelled")]
    [InlineData("completed")]
    [InlineData("failed")]
    [InlineData("entered-in-error")]
    public async Task A_referral_that_ends_gives_its_place_back_once_however_often_it_is_told(string to)
    {
        var (site, referral) = await GivenATakenPlaceAsync();
        var ended = Changed(referral, site, to, step: 4);

        await PublishAsync(ended, 1);
        await PublishAsync(ended, 1);
        await PublishAsync(ended with { EventId = Guid.CreateVersion7(), Step = 5, To = "entered-in-error" }, 2);
        await PublishAndSeeAnotherAsync();

        Assert.Equal("3/0/0", await ledger.NumbersAsync(site));
        await using var db = app.OpenDatabase();
        Assert.Equal(1, await db.Ledger.CountAsync(e => e.SiteId == site && e.Kind == LedgerKind.Released));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task A_referral_that_goes_on_keeps_its_place_and_a_late_event_does_not_take_it_again()
    {
        var (site, referral) = await GivenATakenPlaceAsync();

        await PublishAsync(Changed(referral, site, "in-progress", step: 3), 3);
        await PublishAndSeeAnotherAsync();
        Assert.Equal("3/0/1", await ledger.NumbersAsync(site));

        await PublishAsync(Changed(referral, site, "completed", step: 4), 4);
        await PublishAsync(Changed(referral, site, "accepted", step: 2), 2);
        await PublishAndSeeAnotherAsync();
        Assert.Equal("3/0/0", await ledger.NumbersAsync(site));
    }

    [Fact]
    public async Task What_the_broker_lost_is_read_from_the_event_log()
    {
        var (site, referral) = await GivenATakenPlaceAsync();

        app.Referrals.Append(Changed(referral, site, "cancelled", step: 4));

        await Eventually.GetAsync(() => ledger.NumbersAsync(site), numbers => numbers is "3/0/0");
    }

    [Fact]
    public async Task No_place_is_held_for_a_referral_that_has_already_ended()
    {
        var (site, referral) = (await app.SiteAsync(3), Guid.CreateVersion7());

        await PublishAsync(Changed(referral, site, "entered-in-error", step: 2), 5);
        await PublishAndSeeAnotherAsync();

        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(referral.ToString(), site)));
        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.RefusalAsync(() => ledger.ConfirmAsync(referral.ToString())));
        Assert.Equal("3/0/0", await ledger.NumbersAsync(site));
        await AssertAddsUpAsync();
    }

    [Fact]
    public async Task A_place_that_is_being_held_when_its_referral_ends_is_given_back()
    {
        var (site, referral) = (await app.SiteAsync(3), Guid.CreateVersion7());
        await using var holding = app.OpenDatabase();
        await using var hold = await holding.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await holding.Database.ExecuteSqlAsync(
            $"""
            select from sites where id = {site} for update;
            insert into capacity_reservations (key, site_id, state, expires_at, changed_at) values ({referral.ToString()}, {site}, 'held', now() + interval '1 day', now());
            insert into ledger_entries (site_id, at, kind, delta_total, delta_held, delta_taken, reservation_key, actor) values ({site}, now(), 'held', 0, 1, 0, {referral.ToString()}, 'referrals');
            update sites set held = 1 where id = {site};
            """,
            TestContext.Current.CancellationToken
        );

        await PublishAsync(Changed(referral, site, "entered-in-error", step: 2), 6);
        await using var watch = app.OpenDatabase();
        await Eventually.TrueAsync(async () =>
            await watch
                .Database.SqlQuery<bool>(
                    $"select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from sites%for update%') as \"Value\""
                )
                .SingleAsync()
        );
        await hold.CommitAsync(TestContext.Current.CancellationToken);

        await Eventually.GetAsync(() => ledger.NumbersAsync(site), numbers => numbers is "3/0/0");
        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(referral.ToString(), site)));
        await AssertAddsUpAsync();
    }

    private async Task AssertAddsUpAsync()
    {
        await using var connection = await app
            .Services.GetRequiredService<NpgsqlDataSource>()
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await CheckLedger.FindAsync(connection, TestContext.Current.CancellationToken));
    }

    private async Task<(Guid Site, Guid Referral)> GivenATakenPlaceAsync()
    {
        var (site, referral) = (await app.SiteAsync(3), Guid.CreateVersion7());
        await ledger.ReserveAsync(referral.ToString(), site);
        await ledger.ConfirmAsync(referral.ToString());
        return (site, referral);
    }

    /// <summary>What was published before on the same queue has been dealt with when this has had its effect.</summary>
    private async Task PublishAndSeeAnotherAsync()
    {
        var (site, referral) = await GivenATakenPlaceAsync();
        await PublishAsync(Changed(referral, site, "failed", step: 4), 9);
        await Eventually.GetAsync(() => ledger.NumbersAsync(site), numbers => numbers is "3/0/0");
    }

    private async Task PublishAsync(ReferralStatusChanged fact, long position)
    {
        await BusReady.WaitAsync(app.RestAddress);
        await new PeerEvents(app.Services, "referrals").PublishAsync(fact, position);
    }

    private static ReferralStatusChanged Changed(Guid referral, Guid site, string to, int step) =>
        new(
            referral,
            Guid.CreateVersion7(),
            "in-progress",
            to,
            step,
            "families-in-difficulty",
            site,
            "mlspp",
            "yenme",
            "normal",
            new Demographics("female", "25-44", false, "TM-S-01")
        )
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = DateTimeOffset.UtcNow,
        };
}
