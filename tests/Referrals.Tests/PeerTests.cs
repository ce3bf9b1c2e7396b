using System.Net;
using Grpc.Core;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class PeerTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Theory]
    [InlineData("Reserve", StatusCode.ResourceExhausted, "no-capacity-free")]
    [InlineData("Reserve", StatusCode.FailedPrecondition, "site-takes-nobody")]
    [InlineData("Reserve", StatusCode.NotFound, "site-takes-nobody")]
    [InlineData("Confirm", StatusCode.ResourceExhausted, "no-capacity-free")]
    [InlineData("Confirm", StatusCode.FailedPrecondition, "site-takes-nobody")]
    public async Task Without_a_place_the_move_is_refused_and_can_be_made_later(string method, StatusCode refusal, string problem)
    {
        var (id, client, move, body) = await BeforeAsync(method);
        var before = await app.Requester.StatusAsync(id);

        var refused = await WithAsync(app.Peers.Faults, method, refusal, () => client.MoveAsync(id, move, body));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal($"urn:socialservices:problem:{problem}", (string)(await refused.JsonAsync())["type"]!);
        Assert.Equal(before, await app.Requester.StatusAsync(id));
        await client.MovedAsync(id, move, body);
    }

    [Theory]
    [InlineData("Reserve", true)]
    [InlineData("Reserve", false)]
    [InlineData("Confirm", false)]
    [InlineData("GetWorkers", false)]
    [InlineData("GetSite", false)]
    [InlineData("Check", true)]
    [InlineData("Check", false)]
    public async Task A_peer_that_is_away_or_hangs_stops_the_move_and_nothing_is_changed(string method, bool hangs)
    {
        var (id, client, move, body) = await BeforeAsync(method);
        var before = await app.Requester.StatusAsync(id);

        var failed = hangs
            ? await WithAsync(app.Peers.Hanging, method, true, () => client.MoveAsync(id, move, body))
            : await WithAsync(app.Peers.Faults, method, StatusCode.Unavailable, () => client.MoveAsync(id, move, body));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal("urn:socialservices:problem:peer-unavailable", (string)(await failed.JsonAsync())["type"]!);
        Assert.Equal(before, await app.Requester.StatusAsync(id));
        await client.MovedAsync(id, move, body);
    }

    [Fact]
    public async Task Creating_without_the_registry_is_503_and_works_under_the_same_key_later()
    {
        var user = await app.AServiceUserAsync();
        var body = new { serviceUserId = user, workerId = app.GivenAWorker("mlspp") };
        var key = Guid.NewGuid().ToString();

        var failed = await WithAsync(
            app.Peers.Faults,
            "GetWorkers",
            StatusCode.Unavailable,
            () => app.Requester.PostAsync($"{Root}/cases", body, key)
        );

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal(0, await app.ScalarAsync<long>($"select count(*) from cases where service_user_id = '{user}'"));
        Assert.Equal(HttpStatusCode.Created, (await app.Requester.PostAsync($"{Root}/cases", body, key)).StatusCode);
    }

    [Fact]
    public async Task A_worker_without_a_required_competence_cannot_accept()
    {
        var id = await app.ARequestedReferralAsync(app.GivenASite(competences: ["strong-families-facilitation", "treatnet-family"]));
        var worker = app.GivenAWorker(competences: "treatnet-family");

        var refused = await app.Receiver.MoveAsync(id, "accept", new { workerId = worker });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var reason = (string)(await refused.JsonAsync())["errors"]!["workerId"]![0]!;
        Assert.Contains("strong-families-facilitation", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("treatnet-family", reason, StringComparison.Ordinal);
        Assert.Equal("held", app.Peers.Reservations[id.ToString()].State);
    }

    [Fact]
    public async Task Only_an_active_worker_of_the_receiver_can_accept()
    {
        var id = await app.ARequestedReferralAsync();

        foreach (var worker in new[] { Guid.NewGuid(), app.GivenAWorker("mlspp"), app.GivenAWorker(active: false) })
        {
            var refused = await app.Receiver.MoveAsync(id, "accept", new { workerId = worker });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal(["workerId"], await refused.FieldsAsync());
        }

        Assert.Equal("requested", await app.Requester.StatusAsync(id));
    }

    [Theory]
    [InlineData("Reserve", "held")]
    [InlineData("Confirm", "taken")]
    public async Task When_the_write_fails_after_the_ledger_has_answered_the_move_is_repeated_with_the_same_place(
        string method,
        string place
    )
    {
        var (id, client, move, body) = await BeforeAsync(method);
        var before = await app.Requester.StatusAsync(id);
        await app.ScalarAsync<object?>(
            """
            create function no_write() returns trigger language plpgsql as $$ begin raise exception 'As the test chose.'; end $$;
            create trigger no_write before insert on referral_moves for each row execute function no_write();
            """
        );
        var failed = await client.MoveAsync(id, move, body);
        await app.ScalarAsync<object?>("drop function no_write cascade");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal(before, await app.Requester.StatusAsync(id));
        Assert.Equal(place, app.Peers.Reservations[id.ToString()].State);

        await client.MovedAsync(id, move, body);
        Assert.Equal(place, app.Peers.Reservations[id.ToString()].State);
    }

    [Fact]
    public async Task A_hold_that_has_expired_is_not_taken_for_a_place()
    {
        var id = await app.ADraftAsync();
        app.Peers.Reservations[id.ToString()] = new() { ReservationKey = id.ToString(), State = "expired" };

        var refused = await app.Requester.MoveAsync(id, "request");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("draft", await app.Requester.StatusAsync(id));
    }

    private async Task<(Guid Id, HttpClient Client, string Move, object? Body)> BeforeAsync(string method) =>
        method is "Reserve"
            ? (await app.ADraftAsync(), app.Requester, "request", null)
            : (
                await app.ARequestedReferralAsync(app.GivenASite(competences: "treatnet-family")),
                app.Receiver,
                "accept",
                new { workerId = app.GivenAWorker(competences: "treatnet-family") }
            );

    private static async Task<T> WithAsync<TValue, T>(
        System.Collections.Concurrent.ConcurrentDictionary<string, TValue> behaviour,
        string method,
        TValue value,
        Func<Task<T>> actAsync
    )
    {
        behaviour[method] = value;
        try
        {
            return await actAsync();
        }
        finally
        {
            behaviour.TryRemove(method, out _);
        }
    }
}
