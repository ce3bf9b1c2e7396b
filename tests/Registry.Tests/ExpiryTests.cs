using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialServices.Registry.Sites.Ledger;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Holds that run out, where nothing gives them back before somebody asks.</summary>
public sealed class ExpiryTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly LedgerCalls ledger = new(app);
    private readonly string key = LedgerCalls.NewKey();

    [Fact]
    public async Task A_hold_that_is_over_makes_room_for_the_next_before_anybody_is_refused()
    {
        var site = await app.SiteAsync(1);
        await ledger.ReserveAsync(key, site);
        Assert.Equal(StatusCode.ResourceExhausted, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site)));

        app.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("held", (await ledger.ReserveAsync(LedgerCalls.NewKey(), site)).State);
        Assert.Equal("1/1/0", await ledger.NumbersAsync(site));
        Assert.Equal(StatusCode.ResourceExhausted, await LedgerCalls.RefusalAsync(() => ledger.ConfirmAsync(key)));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task An_expired_hold_is_renewed_when_it_is_confirmed_and_a_place_is_free()
    {
        var site = await app.SiteAsync(1);
        await ledger.ReserveAsync(key, site);
        app.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("taken", (await ledger.ConfirmAsync(key)).State);
        Assert.Equal("1/0/1", await ledger.NumbersAsync(site));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task An_expired_hold_is_held_again_when_it_is_asked_for_again_and_a_place_is_free()
    {
        var site = await app.SiteAsync(1);
        await ledger.ReserveAsync(key, site);
        app.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("held", (await ledger.ReserveAsync(key, site)).State);
        Assert.Equal("1/1/0", await ledger.NumbersAsync(site));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task An_expired_hold_is_not_held_again_when_somebody_else_has_the_place()
    {
        var site = await app.SiteAsync(1);
        await ledger.ReserveAsync(key, site);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await ledger.ReserveAsync(LedgerCalls.NewKey(), site);

        Assert.Equal(StatusCode.ResourceExhausted, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(key, site)));
        Assert.Equal("1/1/0", await ledger.NumbersAsync(site));
    }

    [Fact]
    public async Task An_expired_hold_that_is_released_stays_released()
    {
        var site = await app.SiteAsync(1);
        await ledger.ReserveAsync(key, site);
        app.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("released", (await ledger.ReleaseAsync(key)).State);

        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.RefusalAsync(() => ledger.ConfirmAsync(key)));
        Assert.Equal("1/0/0", await ledger.NumbersAsync(site));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task A_place_that_is_taken_never_expires()
    {
        var site = await app.SiteAsync(1);
        await ledger.ReserveAsync(key, site);
        await ledger.ConfirmAsync(key);
        app.Clock.Advance(TimeSpan.FromDays(365));

        Assert.Equal(StatusCode.ResourceExhausted, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site)));
        Assert.Equal("1/0/1", await ledger.NumbersAsync(site));
    }

    [Theory]
    [InlineData("taken", "1001/0/1")]
    [InlineData("held", "1001/1/0")]
    public async Task Of_more_overdue_holds_than_are_given_back_at_once_the_one_that_is_asked_for_is(string state, string numbers)
    {
        var site = await app.SiteAsync(1001);
        await HoldAsync(site, 1001);
        app.Clock.Advance(TimeSpan.FromHours(2));

        var last = await (state is "taken" ? ledger.ConfirmAsync($"{key}-1001") : ledger.ReserveAsync($"{key}-1001", site));

        Assert.Equal((state, numbers), (last.State, await ledger.NumbersAsync(site)));
        await ledger.AssertAddsUpAsync(site);
        await using var connection = await app
            .Services.GetRequiredService<NpgsqlDataSource>()
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await CheckLedger.FindAsync(connection, TestContext.Current.CancellationToken));
    }

    // As by so many calls; the last one runs out last.
    private async Task HoldAsync(Guid site, int holds)
    {
        await using var db = app.OpenDatabase();
        var now = app.Clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into capacity_reservations (key, site_id, state, expires_at, changed_at)
            select {key} || '-' || n, {site}, 'held', {now.AddHours(1)} + n * interval '1 second', {now} from generate_series(1, {holds}) n;
            insert into ledger_entries (site_id, at, kind, delta_total, delta_held, delta_taken, reservation_key, actor)
            select {site}, {now}, 'held', 0, 1, 0, {key} || '-' || n, 'referrals' from generate_series(1, {holds}) n;
            update sites set held = {holds} where id = {site};
            """,
            TestContext.Current.CancellationToken
        );
    }
}
