using System.Net;
using Grpc.Core;
using SocialServices.Contracts.Events.V1;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>A whole life of a referral, and then a look at everything it left behind.</summary>
public sealed class PrivacyTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    private static readonly string[] Secrets =
    [
        "Ogulgerek",
        "Durdyyewa",
        "Baýramowna",
        "1988-03-08",
        "+993 65",
        "65 000111",
        "Görogly",
        "I-AS",
        "FAM-",
        "Garajaýew",
        "Needs counselling",
        "drinks again",
        "Seven sessions",
        "mother is in hospital",
        "opens the door",
        "changed her mind",
        "All goals reached",
    ];

    [Fact]
    public async Task No_personal_word_is_in_the_database_outside_the_sealed_columns_nor_in_any_log_line()
    {
        await LiveThroughAsync();

        var (tables, log) = (await app.DumpAsync(), app.Log.Text);

        Assert.Contains("referrals.referral-status-changed.v1", tables, StringComparison.Ordinal);
        Assert.Contains("register service user", tables, StringComparison.Ordinal);
        Assert.Contains("/api/v1/referrals/service-users", log, StringComparison.Ordinal);
        foreach (var secret in Secrets)
        {
            Assert.DoesNotContain(secret, tables, StringComparison.OrdinalIgnoreCase);
            // The last group of base64 depends on what follows. Four letters alone stand in random digests by chance.
            if (Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret))[..^4] is { Length: >= 8 } encoded)
            {
                Assert.DoesNotContain(encoded, tables, StringComparison.Ordinal);
            }

            var line = log.Split('\n').FirstOrDefault(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.True(line is null, $"{secret} is logged: {line}");
        }
    }

    [Fact]
    public async Task Events_carry_ids_and_coarse_facts_in_order_and_nothing_else()
    {
        await LiveThroughAsync();
        var log = new EventLog.EventLogClient(app.Service.Grpc("events.read"));

        var read = await Eventually.GetAsync(
            async () => await log.ReadEventsAsync(new ReadEventsRequest { Limit = 1000 }),
            answer =>
                answer.LastPosition > 0
                && answer.LastPosition == app.ScalarAsync<long>("select count(*) from outbox where published_at is not null").Result
                && answer.Events.Any(e => e.Type is "referrals.case-closed.v1")
        );

        Assert.Equal(Enumerable.Range(1, read.Events.Count).Select(n => (long)n), read.Events.Select(e => e.Position));
        Assert.Superset(
            new HashSet<string>
            {
                "referrals.case-opened.v1",
                "referrals.case-closed.v1",
                "referrals.referral-status-changed.v1",
                "referrals.consent-withdrawn.v1",
            },
            read.Events.Select(e => e.Type).ToHashSet()
        );
        string[] allowed =
        [
            "eventId",
            "occurredAt",
            "caseId",
            "serviceUserId",
            "source",
            "organization",
            "person",
            "reason",
            "referralId",
            "from",
            "to",
            "step",
            "serviceType",
            "siteId",
            "requester",
            "receiver",
            "priority",
            "advice",
            "consentId",
            "recipients",
            "sex",
            "ageBand",
            "disability",
            "place",
        ];
        foreach (var data in read.Events.Select(e => System.Text.Json.Nodes.JsonNode.Parse(e.Data)!.AsObject()))
        {
            Assert.Empty(data.Concat(data["person"]?.AsObject() ?? []).Select(field => field.Key).Except(allowed));
        }

        var steps = read
            .Events.Where(e => e.Type is "referrals.referral-status-changed.v1")
            .Select(e => System.Text.Json.Nodes.JsonNode.Parse(e.Data)!)
            .GroupBy(e => (string)e["referralId"]!);
        Assert.All(steps, referral => Assert.Equal(Enumerable.Range(1, referral.Count()), referral.Select(e => (int)e["step"]!)));
        Assert.Equal("25-44", (string)steps.First().First()["person"]!["ageBand"]!);
    }

    [Fact]
    public async Task The_event_log_is_not_for_everybody()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new EventLog.EventLogClient(app.Service.Grpc("referrals.read referrals.write")).ReadEventsAsync(new ReadEventsRequest())
        );
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task The_receivers_read_is_audited_with_what_was_shown()
    {
        var id = await app.ARequestedReferralAsync(shared: ["identity", "need"]);
        await app.Receiver.ReadAsync($"/referrals/{id}");

        Assert.Equal(
            $"nrcs referral/{id}: identity, need",
            await app.ScalarAsync<string>(
                $"select a.organization || ' ' || a.detail from audit_entries a join referrals r on a.record_ids = array[r.service_user_id::text] where r.id = '{id}' and a.action = 'read service user'"
            )
        );
    }

    private async Task LiveThroughAsync()
    {
        var person = Given.APerson();
        (person["birthDate"], person["phone"]) = ("1988-03-08", "+993 65 000111");
        var user = await app.AServiceUserAsync(person);
        await app.Requester.ReadAsync($"/service-users/{user}");
        await app.Requester.PostAsync(Root + "/service-users/search", new { identifiers = person["identifiers"] }, null);
        var @case = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        var consent = await app.AConsentAsync(@case);
        var helped = await app.Requester.CreatedAsync($"{Root}/cases/{@case}/referrals", Given.AReferral(app.GivenASite(), consent));
        var called = await app.Requester.CreatedAsync($"{Root}/cases/{@case}/referrals", Given.AReferral(app.GivenASite(), consent));
        await app.Requester.MovedAsync(helped, "request");
        await app.Requester.MovedAsync(called, "request");
        await app.Receiver.ReadAsync($"/referrals/{helped}");
        await app.Receiver.MovedAsync(helped, "accept", new { workerId = app.GivenAWorker() });
        await app.Receiver.MovedAsync(helped, "hold");
        await app.Receiver.MovedAsync(helped, "start");
        await app.Receiver.MovedAsync(helped, "complete");
        await app.Requester.MovedAsync(called, "cancel");
        person["birthDate"] = "no date: +993 65 000111";
        person["nickname"] = "Ogulgerek";
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Requester.CreateAsync($"{Root}/service-users", new { person })).StatusCode);
        await app.Requester.ChangeAsync($"/consents/{consent}/withdraw", new { reason = "She changed her mind." });
        await app.Requester.ChangeAsync($"/cases/{@case}/close", new { reason = "goals-met", note = "All goals reached." });
    }
}
