using Grpc.Core;
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
}
