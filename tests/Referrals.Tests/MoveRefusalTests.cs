using System.Net;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Data;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class MoveRefusalTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Theory]
    [InlineData("requested")]
    [InlineData("rejected", "reject")]
    [InlineData("accepted", "accept")]
    [InlineData("in-progress", "accept", "start")]
    [InlineData("on-hold", "accept", "hold")]
    [InlineData("completed", "accept", "complete")]
    [InlineData("failed", "accept", "fail")]
    [InlineData("cancelled", "cancel")]
    public async Task A_move_of_the_wrong_side_or_in_the_wrong_status_is_refused_and_changes_nothing(string status, params string[] path)
    {
        var id = await app.ARequestedReferralAsync();
        foreach (var move in path)
        {
            await app.Receiver.MovedAsync(id, move, move is "accept" ? new { workerId = app.GivenAWorker() } : null);
        }

        foreach (var move in ReferralLifeCycle.Moves)
        {
            await AssertRefusedAsync(app.Requester, Sides.Requester, move, id, status);
            await AssertRefusedAsync(app.Receiver, Sides.Receiver, move, id, status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.Stranger.MoveAsync(id, move.Name)).StatusCode);
        }

        Assert.Equal(status, await app.Requester.StatusAsync(id));
        Assert.Equal(path.Length + 2, await app.ScalarAsync<long>($"select count(*) from referral_moves where referral_id = '{id}'"));
        Assert.Equal(path.Length + 2, await app.ScalarAsync<long>($"select count(*) from outbox where data ->> 'referralId' = '{id}'"));
    }

    [Fact]
    public async Task Withdrawn_consent_is_no_reason_that_somebody_gives()
    {
        var id = await app.ARequestedReferralAsync();

        var refused = await app.Receiver.MoveAsync(id, "reject", new { reasonCode = "consent-withdrawn", reason = "The mother said so." });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["reasonCode"], await refused.FieldsAsync());
        Assert.Equal("requested", await app.Requester.StatusAsync(id));
    }

    [Fact]
    public async Task A_stale_ETag_is_refused_and_the_current_one_accepted()
    {
        var id = await app.ARequestedReferralAsync();
        var stale = (await app.Requester.GetAsync($"{Root}/referrals/{id}")).Headers.ETag!.ToString();
        var accepted = await app.Receiver.MoveAsync(id, "accept", new { workerId = app.GivenAWorker() }, stale);
        var current = accepted.Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await app.Requester.MoveAsync(id, "cancel", ifMatch: stale)).StatusCode);
        Assert.Equal("accepted", await app.Requester.StatusAsync(id));
        Assert.Equal(HttpStatusCode.OK, (await app.Requester.MoveAsync(id, "cancel", ifMatch: current)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Requester.MoveAsync(id, "enter-in-error", ifMatch: "not an etag")).StatusCode);
    }

    [Fact]
    public async Task Of_two_simultaneous_moves_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await app.ARequestedReferralAsync();

            var answers = await Task.WhenAll(
                app.Receiver.MoveAsync(id, "reject"),
                app.Receiver.MoveAsync(id, "reject"),
                app.Receiver.MoveAsync(id, "accept", new { workerId = app.GivenAWorker() })
            );

            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
            Assert.All(
                answers,
                answer =>
                    Assert.True(
                        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed,
                        answer.StatusCode.ToString()
                    )
            );
            Assert.Equal(3, await app.ScalarAsync<long>($"select count(*) from outbox where data ->> 'referralId' = '{id}'"));
            Assert.Equal(3, await app.ScalarAsync<int>($"select step from referrals where id = '{id}'"));
        }
    }

    private static async Task AssertRefusedAsync(HttpClient client, Sides side, Move move, Guid id, string status)
    {
        Assert.True(Words.TryParse<ReferralStatus>(status, out var current));
        if (ReferralLifeCycle.Allowed(current!.Value, side).Contains(move.Name))
        {
            return;
        }

        var response = await client.MoveAsync(id, move.Name);
        var problem = await response.JsonAsync();
        if ((move.By & side) is Sides.None)
        {
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            return;
        }

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(status, (string)problem["currentStatus"]!);
        Assert.Equal(ReferralLifeCycle.Allowed(current!.Value, side), problem["allowedMoves"]!.AsArray().Select(name => (string)name!));
    }
}
