using Xunit;

namespace SocialServices.Referrals.Tests;

public sealed class ReferralFlowTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task A_referral_goes_from_draft_to_completed_and_both_sides_see_its_history()
    {
        var site = app.GivenASite(competences: "strong-families-facilitation");
        var worker = app.GivenAWorker(competences: "strong-families-facilitation");
        var id = await app.ADraftAsync(site);
        await app.Requester.MovedAsync(id, "request");
        await app.Receiver.MovedAsync(id, "accept", new { workerId = worker });
        await app.Receiver.MovedAsync(id, "hold");
        await app.Receiver.MovedAsync(id, "start");
        await app.Receiver.MovedAsync(id, "complete");

        var seen = await app.Requester.ReadAsync($"/referrals/{id}");
        Assert.Equal(
            ["draft", "requested", "accepted", "on-hold", "in-progress", "completed"],
            seen["history"]!.AsArray().Select(step => (string)step!["to"]!));
        Assert.Equal("taken", app.Peers.Reservations[id.ToString()].State);
    }
}
