using System.Net;
using System.Net.Http.Json;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>On the receiver's side the place of one's post limits what a worker may know of.</summary>
public sealed class ReceiverAccessTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Theory]
    [InlineData("TM-S", "TM-S", true)]
    [InlineData("TM-S-01", "TM-S", true)]
    [InlineData("TM", "TM-S-02", true)]
    [InlineData("TM-M", "TM-S", false)]
    [InlineData("TM-S-01", "TM-S-02", false)]
    [InlineData("", "TM-S", false)]
    public async Task A_worker_knows_the_referrals_to_sites_of_the_own_place(string post, string sitePlace, bool knows)
    {
        var (id, worker) = (await ARequestedReferralAtAsync(sitePlace), app.GivenAWorker());
        app.Peers.Workers[worker.ToString()].Place = post;
        using var client = app.Service.Client(Both, "nrcs", "client-of-nrcs", new ActingPerson(worker));

        var expected = knows ? HttpStatusCode.OK : HttpStatusCode.NotFound;
        Assert.Equal(expected, (await client.GetAsync($"{Root}/referrals/{id}")).StatusCode);
        Assert.Equal(knows, (await ListedAsync(client)).Contains(id));
        Assert.Equal(expected, (await client.MoveAsync(id, "accept", new { workerId = app.GivenAWorker() })).StatusCode);
    }

    [Fact]
    public async Task Supervisors_and_who_accepted_know_a_referral_wherever_their_post_is()
    {
        var (id, supervisor, helper) = (await ARequestedReferralAtAsync("TM-S"), app.GivenAWorker(), app.GivenAWorker());
        app.Peers.Workers[supervisor.ToString()].Role = "manager";
        app.Peers.Workers[supervisor.ToString()].Place = app.Peers.Workers[helper.ToString()].Place = "TM-M";
        using var atTheTop = app.Service.Client(Both, "nrcs", "client-of-nrcs", new ActingPerson(supervisor));
        using var away = app.Service.Client(Both, "nrcs", "client-of-nrcs", new ActingPerson(helper));
        Assert.Equal(HttpStatusCode.NotFound, (await away.GetAsync($"{Root}/referrals/{id}")).StatusCode);

        await atTheTop.MovedAsync(id, "accept", new { workerId = helper });

        Assert.Equal("accepted", await away.StatusAsync(id));
        await away.MovedAsync(id, "start");
    }

    [Fact]
    public async Task Who_receives_a_referral_of_the_own_organization_sees_only_what_is_shared_and_is_not_its_requester()
    {
        await app.GivenAgreementsAsync("mlspp");
        var caseId = await app.ACaseAsync();
        using var manager = app.GivenAColleague(out var worker);
        await app.Requester.ChangedAsync($"/cases/{caseId}/assign", new { workerId = worker });
        var consent = await app.AConsentAsync(caseId, Given.AConsent(recipients: ["mlspp"]));
        var id = await manager.CreatedAsync(
            $"{Root}/cases/{caseId}/referrals",
            Given.AReferral(app.GivenASite("mlspp"), consent, shared: ["identity"])
        );
        await manager.MovedAsync(id, "request");
        using var colleague = app.GivenAColleague(out _);

        var seen = await colleague.ReadAsync($"/referrals/{id}");

        Assert.NotNull(seen["person"]!["givenName"]);
        Assert.Null(seen["person"]!["phone"]);
        Assert.Null(seen["need"]);
        Assert.Null(seen["caseId"]);
        Assert.DoesNotContain("enter-in-error", seen["allowedMoves"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.MoveAsync(id, "enter-in-error", new { reason = "Not mine." })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.PostAsJsonAsync($"{Root}/referrals/{id}/links", new { })).StatusCode);
        Assert.NotNull((await manager.ReadAsync($"/referrals/{id}"))["need"]);

        var draft = await manager.CreatedAsync(
            $"{Root}/cases/{caseId}/referrals",
            Given.AReferral(app.GivenASite("mlspp"), consent, shared: ["identity"])
        );
        foreach (var list in new[] { "/referrals?limit=200", "/referrals?role=requester&limit=200", "/work-lists/by-my-team" })
        {
            var known = (await colleague.ReadAsync(list))["items"]!.AsArray().Select(item => (Guid)item!["id"]!).ToList();
            Assert.DoesNotContain(draft, known);
            Assert.Equal(list is "/referrals?limit=200", known.Contains(id));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/fhir/Task/{draft}")).StatusCode);
    }

    [Fact]
    public async Task What_has_waited_for_half_of_its_time_is_known_to_all_workers_of_the_receiver()
    {
        var (id, worker) = (await ARequestedReferralAtAsync("TM-S"), app.GivenAWorker());
        app.Peers.Workers[worker.ToString()].Place = "TM-M";
        using var away = app.Service.Client(Both, "nrcs", "client-of-nrcs", new ActingPerson(worker));
        Assert.DoesNotContain(id, await ListedAsync(away));

        await app.ExecuteAsync($"update referrals set escalation = 'reminded' where id = '{id}'");

        Assert.Contains(id, await ListedAsync(away));
        Assert.Equal("requested", await away.StatusAsync(id));
    }

    private async Task<Guid> ARequestedReferralAtAsync(string place)
    {
        var site = app.GivenASite();
        app.Peers.Sites[site.ToString()].Place = place;
        return await app.ARequestedReferralAsync(siteId: site);
    }

    private static async Task<IReadOnlySet<Guid>> ListedAsync(HttpClient client) =>
        (await client.ReadAsync("/referrals?role=receiver&limit=200"))["items"]!.AsArray().Select(item => (Guid)item!["id"]!).ToHashSet();
}
