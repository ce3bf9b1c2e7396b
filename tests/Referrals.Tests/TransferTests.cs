using System.Net;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class TransferTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task The_case_changes_hands_when_the_other_organization_accepts_and_the_person_counts_once()
    {
        var (caseId, transfer) = await OfferAsync();
        var offer = (await app.Receiver.ReadAsync("/transfers?limit=200"))["items"]!
            .AsArray()
            .Single(item => (Guid)item!["id"]! == transfer)!;
        Assert.Equal("Moved to Mary; the school knows.", (string)offer["summary"]!);
        Assert.Equal("offered", (string)(await app.Receiver.ReadAsync($"/transfers/{transfer}"))["status"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Receiver.GetAsync($"{Root}/cases/{caseId}")).StatusCode);

        using var taken = await app.Receiver.ChangeAsync($"/transfers/{transfer}/answer", new { accept = true }, (string)offer["eTag"]!);
        var answer = await taken.JsonAsync();

        Assert.Equal("Moved to Mary; the school knows.", (string)answer["summary"]!);
        var kept = await app.Receiver.ReadAsync($"/transfers/{transfer}");
        Assert.Equal(("accepted", (string)offer["summary"]!), ((string)kept["status"]!, (string)kept["summary"]!));
        var successor = (Guid)answer["newCaseId"]!;
        var read = await app.Receiver.ReadAsync($"/cases/{successor}");
        Assert.Equal(caseId, (Guid)read["case"]!["continues"]!);
        var person = await app.Receiver.ReadAsync($"/service-users/{(Guid)read["case"]!["serviceUserId"]!}");
        Assert.StartsWith("Ogulgerek", (string)person["person"]!["givenName"]!, StringComparison.Ordinal);
        var old = (await app.Requester.ReadAsync($"/cases/{caseId}"))["case"]!;
        Assert.Equal(("closed", "transferred"), ((string)old["workflow"]!, (string)old["closureReason"]!));
        Assert.Equal(
            1,
            await app.ScalarAsync<long>(
                $"select count(*) from outbox where type = 'referrals.service-user-merged.v1' and data ->> 'survivor' = '{(Guid)old["serviceUserId"]!}'"
            )
        );
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.Receiver.ChangeAsync($"/transfers/{transfer}/answer", new { accept = true })).StatusCode
        );
    }

    [Fact]
    public async Task The_summary_goes_to_who_may_know_of_the_new_case()
    {
        var (_, transfer) = await OfferAsync();
        var worker = app.GivenAWorker();
        using var accepting = app.Service.Client(
            Both,
            "nrcs",
            "client-of-nrcs",
            new ActingPerson(app.GivenAWorker(), Assurance.Authenticated)
        );
        using var taking = app.Service.Client(Both, "nrcs", "client-of-nrcs", new ActingPerson(worker, Assurance.Authenticated));

        var answer = await accepting.ChangedAsync($"/transfers/{transfer}/answer", new { accept = true, workerId = worker });

        Assert.Null(answer["summary"]);
        Assert.Null((await accepting.ReadAsync($"/transfers/{transfer}"))["summary"]);
        Assert.NotNull((await taking.ReadAsync($"/transfers/{transfer}"))["summary"]);
        Assert.Equal(
            worker,
            await app.ScalarAsync<Guid>(
                $"select worker_id from case_changes where case_id = '{(Guid)answer["newCaseId"]!}' and kind = 'assigned'"
            )
        );
    }

    [Fact]
    public async Task Who_declines_says_why_and_nothing_else_changes()
    {
        var (caseId, transfer) = await OfferAsync();

        var silent = await app.Receiver.ChangeAsync($"/transfers/{transfer}/answer", new { accept = false });
        Assert.Equal(["reason"], await silent.FieldsAsync());
        await app.Receiver.ChangedAsync($"/transfers/{transfer}/answer", new { accept = false, reason = "No specialist there." });

        Assert.Null((await app.Requester.ReadAsync($"/cases/{caseId}"))["case"]!["closedAt"]);
        var seen = (await app.Requester.ReadAsync("/transfers?limit=200"))["items"]!
            .AsArray()
            .Single(item => (Guid)item!["id"]! == transfer)!;
        Assert.Equal(("declined", "No specialist there."), ((string)seen["status"]!, (string)seen["answer"]!));
    }

    [Fact]
    public async Task The_giver_takes_its_offer_back_and_cannot_accept_it_for_the_other()
    {
        var (_, transfer) = await OfferAsync();

        var accepts = await app.Requester.ChangeAsync($"/transfers/{transfer}/answer", new { accept = true });
        Assert.Equal(["accept"], await accepts.FieldsAsync());
        var taken = await app.Requester.ChangedAsync($"/transfers/{transfer}/answer", new { accept = false });

        Assert.Equal("taken-back", (string)taken["status"]!);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.Receiver.ChangeAsync($"/transfers/{transfer}/answer", new { accept = true })).StatusCode
        );
    }

    [Fact]
    public async Task A_consent_that_was_withdrawn_meanwhile_keeps_the_case_where_it_is()
    {
        var (caseId, transfer) = await OfferAsync();
        var consent = (Guid)(await app.Requester.ReadAsync($"/cases/{caseId}/consents"))["items"]![0]!["id"]!;
        await app.Requester.ChangedAsync($"/consents/{consent}/withdraw", new { });

        var refused = await app.Receiver.ChangeAsync($"/transfers/{transfer}/answer", new { accept = true });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Null((await app.Receiver.ReadAsync($"/transfers/{transfer}"))["summary"]);
        Assert.NotNull((await app.Requester.ReadAsync($"/transfers/{transfer}"))["summary"]);
        Assert.Null((await app.Requester.ReadAsync($"/cases/{caseId}"))["case"]!["closedAt"]);
    }

    [Fact]
    public async Task A_case_with_open_referrals_changes_hands_only_after_the_giver_has_ended_them()
    {
        var (caseId, transfer) = await OfferAsync();
        var consent = (Guid)(await app.Requester.ReadAsync($"/cases/{caseId}/consents"))["items"]![0]!["id"]!;
        var referral = await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/referrals", Given.AReferral(app.GivenASite(), consent));
        await app.Requester.MovedAsync(referral, "request");

        var refused = await app.Receiver.ChangeAsync($"/transfers/{transfer}/answer", new { accept = true });

        Assert.Equal("urn:socialservices:problem:open-referrals", (string)(await refused.JsonAsync())["type"]!);
        await app.Requester.ChangedAsync($"/transfers/{transfer}/answer", new { accept = false });
        var again = await OfferAsync(caseId, "nrcs", consent);
        Assert.NotEmpty((await again.JsonAsync())["openReferrals"]!.AsArray());
        Assert.Null((await app.Requester.ReadAsync($"/cases/{caseId}"))["case"]!["closedAt"]);
        await app.Requester.MovedAsync(referral, "cancel");
        transfer = (Guid)(await (await OfferAsync(caseId, "nrcs", consent)).JsonAsync())["id"]!;
        await app.Receiver.ChangedAsync($"/transfers/{transfer}/answer", new { accept = true });
    }

    [Fact]
    public async Task A_colleague_who_does_not_know_the_case_cannot_take_its_offer_back()
    {
        using var colleague = app.GivenAColleague(out _);
        using var worker = app.GivenAColleague(out var workerId);
        var (caseId, transfer) = await OfferAsync();
        await app.Requester.ChangedAsync($"/cases/{caseId}/assign", new { workerId });

        var strange = await colleague.ChangeAsync($"/transfers/{transfer}/answer", new { accept = false });

        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await worker.ChangeAsync($"/transfers/{transfer}/answer", new { accept = false })).StatusCode);
    }

    [Fact]
    public async Task A_case_is_offered_to_one_at_a_time_and_only_to_whom_the_consent_names()
    {
        var (caseId, _) = await OfferAsync();
        var consent = (Guid)(await app.Requester.ReadAsync($"/cases/{caseId}/consents"))["items"]![0]!["id"]!;

        var twice = await OfferAsync(caseId, "nrcs", consent);
        var stranger = await OfferAsync(caseId, "yenme", consent);

        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal(["consentId"], await stranger.FieldsAsync());
    }

    [Fact]
    public async Task The_taker_gets_what_the_consent_shares_and_the_person_reads_that_it_was_shared()
    {
        var user = await app.AServiceUserAsync();
        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        var tooLittle = await app.AConsentAsync(caseId, Given.AConsent(categories: ["need"]));
        Assert.Equal(["consentId"], await (await OfferAsync(caseId, "nrcs", tooLittle)).FieldsAsync());
        var consent = await app.AConsentAsync(caseId, Given.AConsent(categories: ["identity", "need"]));
        var transfer = (Guid)(await (await OfferAsync(caseId, "nrcs", consent)).JsonAsync())["id"]!;

        var answer = await app.Receiver.ChangedAsync($"/transfers/{transfer}/answer", new { accept = true });

        var taken = (await app.Receiver.ReadAsync($"/cases/{(Guid)answer["newCaseId"]!}"))["case"]!;
        var person = (await app.Receiver.ReadAsync($"/service-users/{(Guid)taken["serviceUserId"]!}"))["person"]!;
        Assert.StartsWith("Ogulgerek", (string)person["givenName"]!, StringComparison.Ordinal);
        Assert.Equal("TM-S", (string)person["place"]!);
        foreach (var kept in new[] { "phone", "address", "externalCode", "identifiers", "disability" })
        {
            Assert.Null(person[kept]);
        }

        var shared = (await app.Requester.ReadAsync($"/service-users/{user}/sharing"))["items"]!.AsArray().Single()!;
        Assert.Equal(["identity", "need"], shared["data"]!.AsArray().Select(category => (string)category!));
        var reopened = await app.Requester.ChangeAsync($"/cases/{caseId}/reopen", new { reason = "Back again." });
        Assert.Equal("urn:socialservices:problem:case-transferred", (string)(await reopened.JsonAsync())["type"]!);
    }

    [Fact]
    public async Task A_case_goes_only_to_whom_a_data_sharing_agreement_binds()
    {
        var caseId = await app.ACaseAsync();
        var consent = await app.AConsentAsync(caseId, Given.AConsent(recipients: ["deaf-blind-society"]));

        var refused = await OfferAsync(caseId, "deaf-blind-society", consent);

        Assert.Equal("urn:socialservices:problem:no-data-sharing-agreement", (string)(await refused.JsonAsync())["type"]!);
    }

    private async Task<(Guid Case, Guid Transfer)> OfferAsync()
    {
        var caseId = await app.ACaseAsync();
        var consent = await app.AConsentAsync(caseId);
        var offered = await OfferAsync(caseId, "nrcs", consent);
        Assert.Equal(HttpStatusCode.Created, offered.StatusCode);
        return (caseId, (Guid)(await offered.JsonAsync())["id"]!);
    }

    private Task<HttpResponseMessage> OfferAsync(Guid caseId, string organization, Guid consentId) =>
        app.Requester.CreateAsync(
            $"{Root}/cases/{caseId}/transfers",
            new
            {
                organization,
                consentId,
                summary = "Moved to Mary; the school knows.",
            }
        );
}
