using System.Net;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>One person and one site: once at a time, and again after it has ended.</summary>
public sealed class ReReferralTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task The_same_person_waits_once_for_one_site_and_holds_capacity_once()
    {
        var (caseId, site) = (await app.ACaseAsync(), app.GivenASite());
        var consent = await app.AConsentAsync(caseId);
        var first = await DraftAsync(caseId, site, consent);
        var second = await DraftAsync(caseId, site, consent);
        await app.Requester.MovedAsync(first, "request");

        var refused = await app.Requester.MoveAsync(second, "request");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.JsonAsync();
        Assert.EndsWith("already-referred", (string)problem["type"]!, StringComparison.Ordinal);
        var number = (string)(await app.Requester.ReadAsync($"/referrals/{first}"))["referral"]!["number"]!;
        Assert.Contains(number, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.False(app.Peers.Reservations.ContainsKey(second.ToString()));
        await app.Requester.MovedAsync(first, "cancel");
        await app.Requester.MovedAsync(second, "request");
    }

    [Fact]
    public async Task The_referral_of_a_case_that_the_caller_may_not_know_of_is_not_named()
    {
        using var worker = app.GivenAColleague(out var workerId);
        using var other = app.GivenAColleague(out var otherId);
        var (user, site) = (await app.AServiceUserAsync(), app.GivenASite());
        var hidden = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user, workerId });
        await app.Requester.MovedAsync(await DraftAsync(hidden, site, await app.AConsentAsync(hidden)), "request");
        var own = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user, workerId = otherId });
        var draft = await DraftAsync(own, site, await app.AConsentAsync(own));

        var refused = await (await other.MoveAsync(draft, "request")).JsonAsync();

        Assert.EndsWith("already-referred", (string)refused["type"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("R-20", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Single((await other.ReadAsync($"/cases?serviceUserId={user}"))["items"]!.AsArray());
        Assert.Single((await other.ReadAsync($"/referrals?caseId={own}"))["items"]!.AsArray());
        Assert.Empty((await other.ReadAsync($"/referrals?caseId={hidden}"))["items"]!.AsArray());
        Assert.Empty((await app.Receiver.ReadAsync($"/referrals?caseId={hidden}"))["items"]!.AsArray());
        Assert.Equal(2, (await app.Requester.ReadAsync($"/cases?serviceUserId={user}"))["items"]!.AsArray().Count); // a supervisor
    }

    [Fact]
    public async Task Of_two_requests_at_once_for_the_same_person_and_site_one_wins()
    {
        var (caseId, site) = (await app.ACaseAsync(), app.GivenASite());
        var consent = await app.AConsentAsync(caseId);
        var drafts = new[] { await DraftAsync(caseId, site, consent), await DraftAsync(caseId, site, consent) };

        var answers = await Task.WhenAll(drafts.Select(id => app.Requester.MoveAsync(id, "request")));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Conflict);
        Assert.Single(drafts, draft => app.Peers.Reservations.ContainsKey(draft.ToString())); // the loser holds nothing
    }

    [Fact]
    public async Task A_merged_record_is_the_same_person()
    {
        var site = app.GivenASite();
        var (one, two) = (await app.AServiceUserAsync(), await app.AServiceUserAsync());
        var (first, second) = (await RequestableAsync(one, site), await RequestableAsync(two, site));
        await app.Requester.ChangeAsync($"/service-users/{one}/merge", new { duplicate = two, reason = "The same passport." });
        await app.Requester.MovedAsync(first, "request");

        Assert.Equal(HttpStatusCode.Conflict, (await app.Requester.MoveAsync(second, "request")).StatusCode);
    }

    [Fact]
    public async Task What_came_to_nothing_is_referred_again_and_keeps_the_chain()
    {
        var (caseId, site) = (await app.ACaseAsync(), app.GivenASite());
        var consent = await app.AConsentAsync(caseId);
        var first = await DraftAsync(caseId, site, consent);
        await app.Requester.MovedAsync(first, "request");
        var early = await app.Requester.CreateAsync($"{Root}/cases/{caseId}/referrals", Following(first));
        await app.Receiver.MovedAsync(first, "reject");

        var again = await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/referrals", Following(first));
        var strange = await app.Requester.CreateAsync($"{Root}/cases/{caseId}/referrals", Following(await app.ADraftAsync()));

        Assert.Equal(["follows"], await early.FieldsAsync());
        Assert.Equal(["follows"], await strange.FieldsAsync());
        Assert.Equal(first, (Guid)(await app.Requester.ReadAsync($"/referrals/{again}"))["referral"]!["follows"]!);
        await app.Requester.MovedAsync(again, "request");

        object Following(Guid follows) =>
            new
            {
                siteId = site,
                need = "The site has room again.",
                priority = "normal",
                consentId = consent,
                sharedData = Given.AllCategories,
                follows,
            };
    }

    [Fact]
    public async Task A_move_needs_If_Match_and_who_comes_late_is_told_the_status()
    {
        var id = await app.ARequestedReferralAsync();
        var known = (await app.Receiver.GetAsync($"{Root}/referrals/{id}")).Headers.ETag!.ToString();

        var blind = await app.Receiver.MoveAsync(id, "reject", ifMatch: null);
        await app.Receiver.MovedAsync(id, "reject");
        var late = await app.Receiver.MoveAsync(id, "accept", new { workerId = app.GivenAWorker() }, known);

        Assert.Equal(HttpStatusCode.PreconditionRequired, blind.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("rejected", (string)(await late.JsonAsync())["currentStatus"]!);
    }

    [Fact]
    public async Task A_closed_case_is_reopened_with_a_reason_and_its_closure_is_kept()
    {
        var caseId = await app.ACaseAsync();
        var open = await app.Requester.ChangeAsync($"/cases/{caseId}/reopen", new { reason = "Came back." });
        await app.Requester.ChangeAsync($"/cases/{caseId}/close", new { reason = "moved-away", note = "To Mary." });

        var reopened = await app.Requester.ChangeAsync($"/cases/{caseId}/reopen", new { reason = "The family is back." });

        Assert.Equal(HttpStatusCode.Conflict, open.StatusCode);
        Assert.Equal(HttpStatusCode.OK, reopened.StatusCode);
        var read = (await app.Requester.ReadAsync($"/cases/{caseId}"))["case"]!;
        Assert.Equal((1, "new"), ((int)read["reopenings"]!, (string)read["workflow"]!));
        Assert.Null(read["closedAt"]);
        Assert.Equal(
            ["closed moved-away To Mary.", "reopened  The family is back."],
            (await app.Requester.ReadAsync($"/cases/{caseId}"))["changes"]!
                .AsArray()
                .Select(change => $"{change!["kind"]} {change["closureReason"]} {change["text"]}")
        );
        Assert.Equal(
            "closed moved-away, reopened",
            await app.ScalarAsync<string>(
                $"select string_agg(concat_ws(' ', kind, closure_reason), ', ' order by id) from case_changes where case_id = '{caseId}'"
            )
        );
        Assert.Equal(
            1,
            await app.ScalarAsync<long>(
                $"select count(*) from outbox where type = 'referrals.case-reopened.v1' and data ->> 'caseId' = '{caseId}'"
            )
        );
        await app.AConsentAsync(caseId);
    }

    [Fact]
    public async Task A_draft_and_a_withdrawal_at_once_leave_no_open_referral_without_consent()
    {
        for (var round = 0; round < 5; round++)
        {
            var caseId = await app.ACaseAsync();
            var consent = await app.AConsentAsync(caseId);

            await Task.WhenAll(
                app.Requester.CreateAsync($"{Root}/cases/{caseId}/referrals", Given.AReferral(app.GivenASite(), consent)),
                app.Requester.ChangeAsync($"/consents/{consent}/withdraw", new { reason = "Changed her mind." })
            );

            Assert.Equal(
                0,
                await app.ScalarAsync<long>($"select count(*) from referrals where consent_id = '{consent}' and status <> 'cancelled'")
            );
        }
    }

    [Theory]
    [InlineData("2020-05-01", HttpStatusCode.UnprocessableEntity)]
    [InlineData("1988-03-08", HttpStatusCode.Created)]
    public async Task A_child_does_not_consent_alone(string birthDate, HttpStatusCode expected)
    {
        var person = Given.APerson();
        person["birthDate"] = birthDate;
        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(person) });

        var answer = await app.Requester.CreateAsync($"{Root}/cases/{caseId}/consents", Alone());

        Assert.Equal(expected, answer.StatusCode);
        if (expected is HttpStatusCode.UnprocessableEntity)
        {
            Assert.Equal(["givenBy"], await answer.FieldsAsync());
            await app.AConsentAsync(caseId); // by a guardian
        }
    }

    [Fact]
    public async Task Who_may_be_a_child_is_treated_as_one()
    {
        var person = Given.APerson();
        person.Remove("birthDate");
        (person["estimatedAge"], person["estimatedOn"]) = (17, app.Clock.GetUtcNow().ToString("yyyy-MM-dd", null));
        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(person) });

        Assert.Equal(["givenBy"], await (await app.Requester.CreateAsync($"{Root}/cases/{caseId}/consents", Alone())).FieldsAsync());
    }

    private static object Alone() =>
        new
        {
            purposes = new[] { "referral" },
            recipients = new[] { "nrcs" },
            dataCategories = Given.AllCategories,
            givenBy = "self",
            validFrom = "2026-01-01",
            language = "tk",
        };

    private Task<Guid> DraftAsync(Guid caseId, Guid site, Guid consent) =>
        app.Requester.CreatedAsync($"{Root}/cases/{caseId}/referrals", Given.AReferral(site, consent));

    private async Task<Guid> RequestableAsync(Guid user, Guid site)
    {
        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        return await DraftAsync(caseId, site, await app.AConsentAsync(caseId));
    }
}
