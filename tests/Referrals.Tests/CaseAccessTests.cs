using System.Net;
using System.Net.Http.Json;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Need-to-know within an organization: the worker, the team, the supervisors; and three hours for an emergency.</summary>
public sealed class CaseAccessTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task While_nobody_has_a_case_everybody_of_the_organization_sees_it_and_then_only_who_cares_for_the_person()
    {
        using var worker = app.GivenAColleague(out var workerId);
        using var colleague = app.GivenAColleague(out _);
        var user = await app.AServiceUserAsync();
        var id = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        var consent = await app.AConsentAsync(id);
        var referral = await app.Requester.CreatedAsync($"{Root}/cases/{id}/referrals", Given.AReferral(app.GivenASite(), consent));
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync($"{Root}/cases/{id}")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await worker.ChangeAsync($"/cases/{id}/assign", new { workerId })).StatusCode);

        string[] paths =
        [
            $"/cases/{id}",
            $"/cases/{id}/consents",
            $"/cases/{id}/plans",
            $"/cases/{id}/entries",
            $"/consents/{consent}",
            $"/referrals/{referral}",
            $"/service-users/{user}",
            $"/service-users/{user}/history",
        ];
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(Root + path)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync(Root + path)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await app.Requester.GetAsync(Root + path)).StatusCode); // a supervisor
        }

        Assert.DoesNotContain((await colleague.ReadAsync("/cases?limit=200"))["items"]!.AsArray(), item => (Guid)item!["id"]! == id);
        Assert.DoesNotContain(
            (await colleague.ReadAsync("/referrals?limit=200"))["items"]!.AsArray(),
            item => (Guid)item!["id"]! == referral
        );
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.MoveAsync(referral, "request")).StatusCode);
        Assert.Contains((await worker.ReadAsync("/cases?mine=true&open=true"))["items"]!.AsArray(), item => (Guid)item!["id"]! == id);
    }

    [Fact]
    public async Task A_supervisor_puts_a_colleague_on_the_team_and_takes_the_colleague_off_again()
    {
        using var worker = app.GivenAColleague(out var workerId);
        using var colleague = app.GivenAColleague(out var colleagueId);
        var id = await app.ACaseAsync();
        Assert.Equal(HttpStatusCode.OK, (await worker.ChangeAsync($"/cases/{id}/assign", new { workerId })).StatusCode);

        var byWorker = await worker.ChangeAsync($"/cases/{id}/assign", new { workerId, team = new[] { colleagueId } });
        Assert.Equal(HttpStatusCode.Forbidden, byWorker.StatusCode);

        await app.Requester.ChangeAsync($"/cases/{id}/assign", new { workerId, team = new[] { colleagueId } });
        var read = await colleague.ReadAsync($"/cases/{id}");
        Assert.Equal([colleagueId], read["team"]!.AsArray().Select(member => (Guid)member!));
        Assert.Equal("assigned", (string)read["changes"]!.AsArray()[^1]!["kind"]!);

        await app.Requester.ChangeAsync($"/cases/{id}/assign", new { workerId, team = Array.Empty<Guid>() });
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"{Root}/cases/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_search_shows_that_a_colleague_has_the_person_and_no_more()
    {
        using var worker = app.GivenAColleague(out var workerId);
        using var colleague = app.GivenAColleague(out _);
        var person = Given.APerson();
        var user = await app.AServiceUserAsync(person);
        var id = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user, workerId });

        var search = await colleague.PostAsJsonAsync($"{Root}/service-users/search", new { externalCode = person["externalCode"] });

        var found = (await search.JsonAsync())["items"]!.AsArray().Single()!;
        Assert.Equal(100, (int)found["score"]!);
        Assert.Empty(found["reasons"]!.AsArray());
        Assert.Equal([id], found["openCases"]!.AsArray().Select(one => (Guid)one!));
        var opened = await colleague.CreateAsync($"{Root}/cases", new { serviceUserId = user });
        Assert.Equal("urn:socialservices:problem:in-care", (string)(await opened.JsonAsync())["type"]!);
        Assert.Equal(HttpStatusCode.Created, (await worker.CreateAsync($"{Root}/cases", new { serviceUserId = user })).StatusCode);
    }

    [Fact]
    public async Task Who_breaks_the_glass_sees_the_case_for_three_hours_and_the_supervisors_read_why()
    {
        using var worker = app.GivenAColleague(out var workerId);
        using var colleague = app.GivenAColleague(out var colleagueId);
        var id = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(), workerId });

        var glass = await colleague.PostAsJsonAsync($"{Root}/cases/{id}/break-glass", new { reason = "The child called the night line." });

        Assert.Equal(HttpStatusCode.OK, glass.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync($"{Root}/cases/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.GetAsync($"{Root}/broken-glass")).StatusCode);
        var told = (await app.Requester.ReadAsync("/broken-glass?limit=200"))["items"]!
            .AsArray()
            .Single(item => (Guid)item!["caseId"]! == id)!;
        Assert.Equal((colleagueId, "The child called the night line."), ((Guid)told["workerId"]!, (string)told["reason"]!));
        Assert.Equal(
            1,
            await app.ScalarAsync<long>(
                $"select count(*) from outbox where type = 'referrals.glass-broken.v1' and data ->> 'caseId' = '{id}'"
            )
        );

        // What an emergency needs can be added; nothing else can be changed.
        var consent = await colleague.CreatedAsync($"{Root}/cases/{id}/consents", Given.AConsent());
        await colleague.CreatedAsync($"{Root}/cases/{id}/entries", new { kind = "note", text = "Brought to the clinic." });
        var referral = await colleague.CreatedAsync($"{Root}/cases/{id}/referrals", Given.AReferral(app.GivenASite(), consent));
        await colleague.MovedAsync(referral, "request");
        foreach (
            var (path, body) in new (string, object)[]
            {
                ($"/consents/{consent}/withdraw", new { reason = "No." }),
                ($"/cases/{id}/close", new { reason = "goals-met" }),
                ($"/referrals/{referral}/cancel", new { reasonCode = "no-longer-needed", reason = "No." }),
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await colleague.ChangeAsync(path, body)).StatusCode);
        }

        app.Clock.SetAhead(TimeSpan.FromHours(3) + TimeSpan.FromSeconds(1));
        try
        {
            Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"{Root}/cases/{id}")).StatusCode);
        }
        finally
        {
            app.Clock.SetAhead(TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task Another_case_of_a_person_in_care_belongs_to_who_opens_it()
    {
        using var worker = app.GivenAColleague(out var workerId);
        using var colleague = app.GivenAColleague(out _);
        var user = await app.AServiceUserAsync();
        await worker.CreatedAsync($"{Root}/cases", new { serviceUserId = user, workerId });

        var opening = await (await worker.CreateAsync($"{Root}/cases", new { serviceUserId = user })).JsonAsync();
        var second = (Guid)opening["id"]!;
        Assert.Single(opening["otherOpenCases"]!.AsArray());

        Assert.Equal(workerId, (Guid)(await worker.ReadAsync($"/cases/{second}"))["case"]!["workerId"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"{Root}/service-users/{user}")).StatusCode);
    }

    [Fact]
    public async Task A_worker_gets_no_more_cases_than_the_register_allows_also_not_by_many_requests_at_once()
    {
        using var worker = app.GivenAColleague(out var workerId);
        app.Peers.Workers[workerId.ToString()].CaseloadLimit = 3;
        var user = await app.AServiceUserAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => app.Requester.CreateAsync($"{Root}/cases", new { serviceUserId = user, workerId }))
        );

        Assert.Equal(3, answers.Count(answer => answer.StatusCode is HttpStatusCode.Created));
        var refused = answers.First(answer => answer.StatusCode is HttpStatusCode.Conflict);
        Assert.Equal("urn:socialservices:problem:caseload-full", (string)(await refused.JsonAsync())["type"]!);
    }

    [Fact]
    public async Task While_the_register_is_away_the_worker_of_a_case_works_on_and_others_get_a_true_answer()
    {
        using var worker = app.GivenAColleague(out var workerId);
        var id = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(), workerId });
        app.Peers.Faults["GetWorkers"] = Grpc.Core.StatusCode.Unavailable;
        try
        {
            Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync($"{Root}/cases/{id}")).StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.Requester.GetAsync($"{Root}/cases/{id}")).StatusCode);
        }
        finally
        {
            app.Peers.Faults.TryRemove("GetWorkers", out _);
        }
    }
}
