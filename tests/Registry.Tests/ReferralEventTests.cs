using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts;
using SocialServices.Contracts.Referrals;
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
        Assert.Equal(1, await db.Ledger.CountAsync(e => e.SiteId == site && e.Kind == Registry.Ledger.LedgerKind.Released));
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

    private static ReferralStatusChanged Changed(Guid referral, Guid site, string to, int step) => new(
        referral, Guid.CreateVersion7(), "in-progress", to, step, "families-in-difficulty", site, "mlspp", "yenme", "normal",
        new PersonFacts("female", "25-44", false, "TM-S-01"))
    {
        EventId = Guid.CreateVersion7(),
        OccurredAt = DateTimeOffset.UtcNow,
    };
}
