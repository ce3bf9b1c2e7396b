using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

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

        foreach (var client in new[] { app.Requester, app.Receiver })
        {
            var seen = await client.ReadAsync($"/referrals/{id}");
            var history = seen["history"]!.AsArray();
            Assert.Equal(
                ["draft", "requested", "accepted", "on-hold", "in-progress", "completed"],
                history.Select(step => (string)step!["to"]!)
            );
            Assert.Equal(["mlspp", "mlspp", "nrcs", "nrcs", "nrcs", "nrcs"], history.Select(step => (string)step!["by"]!));
            Assert.Equal(client == app.Requester ? "Seven sessions; back at work." : null, (string?)history[^1]!["text"]);
            Assert.Equal(worker, (Guid)seen["referral"]!["workerId"]!);
        }

        Assert.Equal("taken", app.Peers.Reservations[id.ToString()].State);
    }

    [Theory]
    [InlineData("emergency", 24)]
    [InlineData("urgent", 72)]
    [InlineData("normal", 14 * 24)]
    public async Task A_place_is_held_until_the_deadline_of_the_priority(string priority, int hours)
    {
        var id = await app.ADraftAsync(priority: priority);
        Assert.Null((await app.Requester.ReadAsync($"/referrals/{id}"))["referral"]!["deadline"]);

        var deadline = (DateTimeOffset)(await app.Requester.MovedAsync(id, "request"))["deadline"]!;

        Assert.Equal(hours, (deadline - DateTimeOffset.UtcNow).TotalHours, 0.1);
        Assert.Equal(deadline, app.Peers.Reservations[id.ToString()].ExpiresAt.ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task The_receiver_sees_what_is_shared_and_nothing_else()
    {
        var id = await app.ARequestedReferralAsync(shared: ["identity", "need"]);

        var seen = await app.Receiver.ReadAsync($"/referrals/{id}");

        Assert.EndsWith("Durdyyewa", (string)seen["person"]!["familyName"]!, StringComparison.Ordinal);
        Assert.Equal(["givenName", "familyName", "patronymic", "sex", "birthDate"], seen["person"]!.AsObject().Select(field => field.Key));
        Assert.StartsWith("Needs counselling", (string)seen["need"]!, StringComparison.Ordinal);
        Assert.Null(seen["caseId"]);
        Assert.Null(seen["serviceUserId"]);
    }

    [Fact]
    public async Task Without_the_need_the_receiver_reads_contact_only()
    {
        var id = await app.ARequestedReferralAsync(shared: ["contact"]);

        var seen = await app.Receiver.ReadAsync($"/referrals/{id}");

        Assert.Equal(["phone", "address", "place"], seen["person"]!.AsObject().Select(field => field.Key));
        Assert.Null(seen["need"]);
    }

    [Fact]
    public async Task A_draft_is_nobody_elses_business()
    {
        var id = await app.ADraftAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Receiver.GetAsync($"{Root}/referrals/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Receiver.MoveAsync(id, "accept")).StatusCode);
        Assert.DoesNotContain(
            id.ToString(),
            (await app.Receiver.ReadAsync("/referrals?limit=200")).ToJsonString(),
            StringComparison.Ordinal
        );

        await app.Requester.MovedAsync(id, "enter-in-error");
        Assert.Equal(HttpStatusCode.NotFound, (await app.Receiver.GetAsync($"{Root}/referrals/{id}")).StatusCode);
    }

    [Theory]
    [InlineData("reject", false)]
    [InlineData("cancel", false)]
    [InlineData("enter-in-error", true)]
    public async Task After_it_has_come_to_nothing_the_receiver_reads_nothing_personal(string move, bool byRequester)
    {
        var id = await app.ARequestedReferralAsync();
        await (byRequester ? app.Requester : app.Receiver).MovedAsync(id, move);

        AssertNothingPersonal(await app.Receiver.ReadAsync($"/referrals/{id}"));
        Assert.NotNull((await app.Requester.ReadAsync($"/referrals/{id}"))["person"]);
    }

    [Fact]
    public async Task A_withdrawn_consent_reaches_the_receiver_at_once()
    {
        var caseId = await app.ACaseAsync();
        var consentId = await app.AConsentAsync(caseId);
        var id = await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/referrals", Given.AReferral(app.GivenASite(), consentId));
        await app.Requester.MovedAsync(id, "request");
        Assert.NotNull((await app.Receiver.ReadAsync($"/referrals/{id}"))["person"]);

        var withdrawn = await app.Requester.ChangeAsync($"/consents/{consentId}/withdraw", new { reason = "She changed her mind." });

        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        var seen = await app.Receiver.ReadAsync($"/referrals/{id}");
        AssertNothingPersonal(seen);
        Assert.Equal("withdrawn", (string)seen["referral"]!["consent"]!);
        Assert.Equal("cancelled", (string)seen["referral"]!["status"]!);
        Assert.Equal("consent-withdrawn", (string)seen["history"]!.AsArray()[^1]!["reasonCode"]!);
        Assert.NotNull((await app.Requester.ReadAsync($"/referrals/{id}"))["person"]);
        Assert.Equal([id], (await withdrawn.JsonAsync())["endedReferrals"]!.AsArray().Select(ended => (Guid)ended!));
        Assert.Equal(
            "draft requested cancelled",
            await app.ScalarAsync<string>(
                $"select string_agg(data ->> 'to', ' ' order by sequence) from outbox where data ->> 'referralId' = '{id}'"
            )
        );

        var accept = await app.Receiver.MoveAsync(id, "accept", new { workerId = app.GivenAWorker() });
        Assert.Equal(HttpStatusCode.Conflict, accept.StatusCode);
    }

    [Fact]
    public async Task A_consent_withdrawn_before_the_request_stops_it()
    {
        var caseId = await app.ACaseAsync();
        var consentId = await app.AConsentAsync(caseId);
        var id = await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/referrals", Given.AReferral(app.GivenASite(), consentId));
        await app.Requester.ChangeAsync($"/consents/{consentId}/withdraw", new { reason = "She changed her mind." });

        Assert.Equal(HttpStatusCode.Conflict, (await app.Requester.MoveAsync(id, "request")).StatusCode);
        Assert.Equal("cancelled", await app.Requester.StatusAsync(id));
        Assert.False(app.Peers.Reservations.ContainsKey(id.ToString()));
    }

    [Fact]
    public async Task Lists_are_filtered_by_role_and_status_and_paged_without_loss()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await app.ARequestedReferralAsync());
        }

        await app.Receiver.MovedAsync(ids[0], "reject");
        var seen = new List<Guid>();
        string? path = "/referrals?role=receiver&status=requested&limit=2";
        while (path is not null)
        {
            var page = await app.Receiver.ReadAsync(path);
            seen.AddRange(page["items"]!.AsArray().Select(item => (Guid)item!["id"]!));
            path = (string?)page["after"] is { } after ? $"/referrals?role=receiver&status=requested&limit=2&after={after}" : null;
        }

        Assert.Equal(ids[1..], seen.Where(ids.Contains));
        Assert.Empty((await app.Receiver.ReadAsync("/referrals?role=requester"))["items"]!.AsArray());
        Assert.Empty((await app.Stranger.ReadAsync("/referrals"))["items"]!.AsArray());
    }

    private static void AssertNothingPersonal(JsonNode seen)
    {
        Assert.Null(seen["person"]);
        Assert.Null(seen["need"]);
        Assert.All(seen["history"]!.AsArray(), step => Assert.Null(step!["text"]));
    }
}
