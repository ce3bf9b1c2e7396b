using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Referrals.Referrals;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>What closes the loop beside the moves: advice, redirection, messages, contacts, deadlines, work lists.</summary>
public sealed class ClosedLoopTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task Advice_holds_no_capacity_and_becomes_a_referral_under_the_same_number()
    {
        var site = app.GivenASite();
        var caseId = await app.ACaseAsync();
        var consent = await app.AConsentAsync(caseId);
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Given.AReferral(site, consent)))!;
        body["advice"] = true;
        var id = await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/referrals", body);
        var number = (string)(await app.Requester.MovedAsync(id, "request"))["number"]!;
        Assert.False(app.Peers.Reservations.ContainsKey(id.ToString()));
        var accepted = await app.Receiver.MoveAsync(id, "accept", new { workerId = app.GivenAWorker() });
        Assert.Equal("urn:socialservices:problem:advice-only", (string)(await accepted.JsonAsync())["type"]!);
        await app.Receiver.CreatedAsync($"{Root}/referrals/{id}/messages", new { text = "Yes, we can help him." });

        Assert.Contains(
            "convert",
            (await app.Requester.ReadAsync($"/referrals/{id}"))["allowedMoves"]!.ToJsonString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["reject", "cancel", "redirect"],
            (await app.Receiver.ReadAsync($"/referrals/{id}"))["allowedMoves"]!.AsArray().Select(move => (string)move!)
        );

        var key = (string)(await (await app.Requester.PostAsJsonAsync($"{Root}/referrals/{id}/links", new { })).JsonAsync())["key"]!;
        using var anybody = new HttpClient { BaseAddress = app.Service.RestAddress };
        var byKey = await anybody.PostAsJsonAsync(LinkAccess.Prefix + "/answer", new { key, answer = "accept" });
        Assert.Equal("urn:socialservices:problem:advice-only", (string)(await byKey.JsonAsync())["type"]!);

        var converted = await app.Requester.MovedAsync(id, "convert");

        Assert.Equal(number, (string)converted["number"]!);
        Assert.True(app.Peers.Reservations.ContainsKey(id.ToString()));
        await app.Receiver.MovedAsync(id, "accept", new { workerId = app.GivenAWorker() });
        Assert.Equal(HttpStatusCode.Conflict, (await app.Requester.MoveAsync(id, "convert")).StatusCode);
        Assert.Equal(
            "draft true,requested true,requested false,accepted false", // advice is no referral for those who count
            await app.ScalarAsync<string>(
                $"""
                select string_agg(concat(data ->> 'to', ' ', data ->> 'advice'), ',' order by sequence) from outbox
                where type = 'referrals.referral-status-changed.v1' and data ->> 'referralId' = '{id}'
                """
            )
        );
    }

    [Theory]
    [InlineData("need=addiction&language=xx", "language")]
    [InlineData("need=xx&language=tk", "need")]
    public async Task Suggestions_for_what_the_register_does_not_know_are_refused(string asked, string field)
    {
        var refused = await app.Requester.GetAsync($"{Root}/cases/{await app.ACaseAsync()}/suggestions?{asked}");

        Assert.Equal([field], await refused.FieldsAsync());
    }

    [Fact]
    public async Task A_redirected_referral_leaves_the_requester_a_draft_to_the_better_site()
    {
        var id = await app.ARequestedReferralAsync();
        var better = app.GivenASite();

        await app.Receiver.MovedAsync(id, "redirect", new { siteId = better, reason = "They speak her language." });

        var old = await app.Requester.ReadAsync($"/referrals/{id}");
        Assert.Equal(
            ("rejected", "referred-elsewhere"),
            ((string)old["referral"]!["status"]!, (string)old["history"]!.AsArray()[^1]!["reasonCode"]!)
        );
        var next = (await app.Requester.ReadAsync("/work-lists/by-my-team"))["items"]!
            .AsArray()
            .Single(item => (Guid?)item!["follows"] == id)!;
        Assert.Equal((better, "draft"), ((Guid)next["siteId"]!, (string)next["status"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Receiver.GetAsync($"{Root}/referrals/{(Guid)next["id"]!}")).StatusCode);

        var other = await app.ARequestedReferralAsync();
        var uncovered = await app.Receiver.MoveAsync(
            other,
            "redirect",
            new { siteId = app.GivenASite("yenme"), reason = "They are better." }
        );
        Assert.Equal("urn:socialservices:problem:consent-does-not-cover", (string)(await uncovered.JsonAsync())["type"]!);
        Assert.Equal("requested", await app.Requester.StatusAsync(other));
    }

    [Fact]
    public async Task Both_sides_write_to_each_other_until_the_referral_ends()
    {
        var id = await app.ARequestedReferralAsync();
        await app.Requester.CreatedAsync($"{Root}/referrals/{id}/messages", new { text = "Can you begin on Monday?" });
        await app.Receiver.CreatedAsync($"{Root}/referrals/{id}/messages", new { text = "On Tuesday." });

        var read = (await app.Requester.ReadAsync($"/referrals/{id}/messages"))["items"]!.AsArray();
        Assert.Equal(["mlspp", "nrcs"], read.Select(message => (string)message!["organization"]!));
        Assert.Equal("On Tuesday.", (string)read[1]!["text"]!);
        await app.Requester.MovedAsync(id, "cancel");
        Assert.Equal(HttpStatusCode.Conflict, (await app.Receiver.GetAsync($"{Root}/referrals/{id}/messages")).StatusCode);
        Assert.Equal(2, (await app.Requester.ReadAsync($"/referrals/{id}/messages"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_receiver_sees_nothing_of_the_person_once_the_referral_has_ended()
    {
        var id = await app.AnAcceptedReferralAsync();
        Assert.NotNull((await app.Receiver.ReadAsync($"/referrals/{id}"))["person"]);

        await app.Receiver.MovedAsync(id, "complete");

        var read = await app.Receiver.ReadAsync($"/referrals/{id}");
        Assert.Null(read["person"]);
        Assert.Null(read["need"]);
        Assert.All(read["history"]!.AsArray(), step => Assert.Null(step!["text"]));
    }

    [Fact]
    public async Task First_contact_and_first_visit_are_counted_once_and_attempts_in_vain_until_one_succeeds()
    {
        var id = await app.AnAcceptedReferralAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var tried = await app.Receiver.MovedAsync(id, "contacts", new { channel = "phone", reached = false });
            Assert.Equal((attempt, attempt == 3), ((int)tried["failedContacts"]!, (bool)tried["notReached"]!));
        }

        await app.Receiver.MovedAsync(id, "contacts", new { channel = "phone", reached = true });
        await app.Receiver.MovedAsync(id, "contacts", new { channel = "visit", reached = true });
        var last = await app.Receiver.MovedAsync(id, "contacts", new { channel = "visit", reached = true });

        Assert.Equal(0, (int)last["failedContacts"]!);
        Assert.NotNull(last["firstVisitAt"]);
        Assert.Equal(
            ["first-contact", "first-visit"],
            (
                await app.ScalarAsync<string>(
                    $"select string_agg(data ->> 'kind', ',' order by sequence) from outbox where type = 'referrals.person-reached.v1' and data ->> 'referralId' = '{id}'"
                )
            ).Split(',')
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.Requester.MoveAsync(id, "contacts", new { channel = "phone", reached = true })).StatusCode
        );
    }

    [Fact]
    public async Task Half_of_the_time_reminds_and_all_of_it_escalates_each_once()
    {
        var id = await app.ARequestedReferralAsync(priority: "emergency");
        try
        {
            await DeadlinesAsync();
            Assert.Equal("none", await EscalationAsync(id));
            app.Clock.SetAhead(TimeSpan.FromHours(13));
            await DeadlinesAsync();
            await DeadlinesAsync();
            Assert.Equal("reminded", await EscalationAsync(id));
            app.Clock.SetAhead(TimeSpan.FromHours(25));
            await DeadlinesAsync();
            await DeadlinesAsync();
            Assert.Equal("escalated", await EscalationAsync(id));
        }
        finally
        {
            app.Clock.SetAhead(TimeSpan.Zero);
        }

        Assert.Equal(
            "reminded,escalated",
            await app.ScalarAsync<string>(
                $"select string_agg(data ->> 'level', ',' order by sequence) from outbox where type = 'referrals.referral-escalated.v1' and data ->> 'referralId' = '{id}'"
            )
        );
    }

    [Fact]
    public async Task Four_work_lists_show_the_most_urgent_first()
    {
        using var worker = app.GivenAColleague(out var workerId);
        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(), workerId });
        var consent = await app.AConsentAsync(caseId);
        var ids = new List<Guid>();
        foreach (var priority in new[] { "normal", "emergency" })
        {
            var id = await worker.CreatedAsync(
                $"{Root}/cases/{caseId}/referrals",
                Given.AReferral(app.GivenASite(), consent, priority: priority)
            );
            await worker.MovedAsync(id, "request");
            ids.Add(id);
        }

        var helper = app.GivenAWorker();
        using var receiver = app.Service.Client(Both, "nrcs", "client-of-nrcs", new ActingPerson(helper));
        await app.Receiver.MovedAsync(ids[1], "accept", new { workerId = helper });

        Assert.Equal([ids[1], ids[0]], await WorkAsync(worker, "by-me"));
        Assert.Equal([ids[1]], await WorkAsync(receiver, "for-me"));
        Assert.Superset(ids.ToHashSet(), (await WorkAsync(receiver, "for-my-team")).ToHashSet());
        Assert.Superset(ids.ToHashSet(), (await WorkAsync(app.Requester, "by-my-team")).ToHashSet());
        Assert.Empty(await WorkAsync(app.Requester, "by-me"));
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"{Root}/work-lists/everything")).StatusCode);
    }

    [Fact]
    public async Task Suggestions_name_what_speaks_for_a_site_and_tell_the_register_nobody()
    {
        var (near, far) = (app.GivenASite(), app.GivenASite("yenme"));
        var unbound = app.GivenASite("deaf-blind-society"); // no agreement: nothing can be shared with it
        Describe(unbound, "TM-S-02", "free");
        Describe(near, "TM-S-02", "free");
        Describe(far, "TM-M", "none");
        var caseId = await app.ACaseAsync();

        var items = (await app.Requester.ReadAsync($"/cases/{caseId}/suggestions?need=addiction&language=tk"))["items"]!.AsArray();

        Assert.Equal(
            [near, far, unbound],
            items.Select(item => (Guid)item!["siteId"]!).Where(id => id == near || id == far || id == unbound)
        );
        Assert.Equal(
            [
                "answers-need",
                "open-to-age",
                "open-to-sex",
                "same-place",
                "same-velayat",
                "capacity-free",
                "speaks-language",
                "has-agreement",
            ],
            items.Single(item => (Guid)item!["siteId"]! == near)!["reasons"]!.AsArray().Select(reason => (string)reason!)
        );
        Assert.Equal(
            ("addiction", "female", "tk", ""),
            (app.Peers.Asked!.Need, app.Peers.Asked.Sex, app.Peers.Asked.Language, app.Peers.Asked.Text)
        );
        Assert.Equal(["need"], await (await app.Requester.GetAsync($"{Root}/cases/{caseId}/suggestions")).FieldsAsync());

        void Describe(Guid site, string place, string availability)
        {
            var known = app.Peers.Sites[site.ToString()];
            (known.Name, known.Place, known.Availability) = ("A site", place, availability);
        }
    }

    private Task<int> DeadlinesAsync() =>
        InScopeAsync<Deadlines>(deadlines => deadlines.HandleAsync(TestContext.Current.CancellationToken));

    private async Task<int> InScopeAsync<T>(Func<T, Task<int>> what)
        where T : notnull
    {
        await using var scope = app.Service.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<T>());
    }

    private async Task<string> EscalationAsync(Guid id) =>
        (string)(await app.Requester.ReadAsync($"/referrals/{id}"))["referral"]!["escalation"]!;

    private static async Task<IReadOnlyList<Guid>> WorkAsync(HttpClient client, string list) =>
        [.. (await client.ReadAsync($"/work-lists/{list}"))["items"]!.AsArray().Select(item => (Guid)item!["id"]!)];
}
