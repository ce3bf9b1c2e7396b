using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialServices.Referrals.Cases;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class CaseTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task Numbers_are_given_once_and_without_gaps_also_to_simultaneous_cases()
    {
        var user = await app.AServiceUserAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => app.Requester.CreateAsync($"{Root}/cases", new { serviceUserId = user }))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var count = await app.ScalarAsync<long>("select count(*) from cases");
        var year = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(5)).Year;
        Assert.Equal($"C-{year}-{count:D6}", await app.ScalarAsync<string>("select max(number) from cases"));
        Assert.Equal(count, await app.ScalarAsync<long>("select count(distinct number) from cases"));
    }

    [Fact]
    public async Task The_workflow_follows_from_what_was_done()
    {
        var id = await app.ACaseAsync();
        Assert.Equal("new", await WorkflowAsync(id));

        var consent = await app.AConsentAsync(id);
        Assert.Equal("consented", await WorkflowAsync(id));

        var referral = await app.Requester.CreatedAsync($"{Root}/cases/{id}/referrals", Given.AReferral(app.GivenASite(), consent));
        Assert.Equal("consented", await WorkflowAsync(id));

        await app.Requester.MovedAsync(referral, "request");
        Assert.Equal("implementation", await WorkflowAsync(id));

        await app.Requester.MovedAsync(referral, "cancel");
        Assert.Equal(HttpStatusCode.OK, (await CloseAsync(id)).StatusCode);
        Assert.Equal("closed", await WorkflowAsync(id));
    }

    [Fact]
    public async Task A_case_with_open_referrals_is_not_closed_and_the_answer_names_them()
    {
        var id = await app.ACaseAsync();
        var consent = await app.AConsentAsync(id);
        var created = await app.Requester.CreateAsync($"{Root}/cases/{id}/referrals", Given.AReferral(app.GivenASite(), consent));
        var number = (string)(await created.JsonAsync())["number"]!;

        var refused = await CloseAsync(id);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal([number], (await refused.JsonAsync())["openReferrals"]!.AsArray().Select(n => (string)n!));
        Assert.Equal("consented", await WorkflowAsync(id));
        Assert.Equal(
            0,
            await app.ScalarAsync<long>(
                $"select count(*) from outbox where type = 'referrals.case-closed.v1' and data ->> 'caseId' = '{id}'"
            )
        );
    }

    [Fact]
    public async Task Where_supervisors_close_a_specialist_cannot()
    {
        using var specialist = app.GivenAColleague(out var worker);
        var id = await app.ACaseAsync();
        await app.Requester.ChangedAsync($"/cases/{id}/assign", new { workerId = worker });
        var rules = app.Service.Services.GetRequiredService<IOptions<CaseOptions>>().Value;
        rules.SupervisorCloses = true;
        try
        {
            var refused = await specialist.ChangeAsync($"/cases/{id}/close", new { reason = "goals-met" });

            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Equal("urn:socialservices:problem:supervisor-needed", (string)(await refused.JsonAsync())["type"]!);
            Assert.Equal(HttpStatusCode.OK, (await CloseAsync(id)).StatusCode);
        }
        finally
        {
            rules.SupervisorCloses = false;
        }
    }

    [Fact]
    public async Task Who_changes_a_team_that_another_has_changed_meanwhile_is_told()
    {
        var (id, first, second) = (await app.ACaseAsync(), app.GivenAWorker("mlspp"), app.GivenAWorker("mlspp"));
        var seen = (await app.Requester.GetAsync($"{Root}/cases/{id}")).Headers.ETag!.ToString();
        Task<HttpResponseMessage> WithTeamAsync(Guid member) =>
            app.Requester.ChangeAsync($"/cases/{id}/assign", new { workerId = SomebodyOfMlspp.Worker, team = new[] { member } }, seen);
        Assert.Equal(HttpStatusCode.OK, (await WithTeamAsync(first)).StatusCode);

        seen = (await app.Requester.GetAsync($"{Root}/cases/{id}")).Headers.ETag!.ToString();
        var answers = await Task.WhenAll(WithTeamAsync(first), WithTeamAsync(second));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_closed_case_takes_neither_consents_nor_referrals_and_is_not_closed_again()
    {
        var id = await app.ACaseAsync();
        var consent = await app.AConsentAsync(id);
        var closed = await CloseAsync(id);
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, (await CloseAsync(id)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.Requester.CreateAsync($"{Root}/cases/{id}/consents", Given.AConsent())).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.Requester.CreateAsync($"{Root}/cases/{id}/referrals", Given.AReferral(app.GivenASite(), consent))).StatusCode
        );
        Assert.Equal("All goals reached.", (string)(await app.Requester.ReadAsync($"/cases/{id}"))["closureNote"]!);
    }

    [Fact]
    public async Task Whatever_comes_first_no_closed_case_has_an_open_referral()
    {
        for (var round = 0; round < 8; round++)
        {
            var id = await app.ACaseAsync();
            var referral = Given.AReferral(app.GivenASite(), await app.AConsentAsync(id));

            var answers = await Task.WhenAll(CloseAsync(id), app.Requester.CreateAsync($"{Root}/cases/{id}/referrals", referral));

            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Conflict);
        }
    }

    [Fact]
    public async Task A_stale_ETag_does_not_close()
    {
        var id = await app.ACaseAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/cases/{id}/close")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { reason = "other" }),
            Headers = { { "If-Match", "\"1\"" } },
        };

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await app.Requester.SendAsync(request)).StatusCode);
        Assert.Equal("new", await WorkflowAsync(id));
    }

    [Fact]
    public async Task A_case_is_given_to_an_active_worker_of_the_organization_only()
    {
        var user = await app.AServiceUserAsync();
        foreach (var worker in new[] { app.GivenAWorker("nrcs"), app.GivenAWorker("mlspp", active: false), Guid.NewGuid() })
        {
            var refused = await app.Requester.CreateAsync($"{Root}/cases", new { serviceUserId = user, workerId = worker });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal(["workerId"], await refused.FieldsAsync());
        }

        await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user, workerId = app.GivenAWorker("mlspp") });
    }

    [Fact]
    public async Task A_consent_stays_as_it_was_given_also_for_who_writes_SQL()
    {
        var id = await app.AConsentAsync(await app.ACaseAsync());

        foreach (
            var change in new[]
            {
                "recipients = '{yenme}'",
                "valid_until = '2030-01-01'",
                "data_categories = '{need}'",
                "language = 'ru'",
                "purposes = '{}'",
            }
        )
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                app.ScalarAsync<object?>($"update consents set {change} where id = '{id}'")
            );
        }

        await app.Requester.ChangeAsync($"/consents/{id}/withdraw", new { reason = "Changed her mind." });
        var again = await app.Requester.ChangeAsync($"/consents/{id}/withdraw", new { reason = "Again." });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var read = await app.Requester.ReadAsync($"/consents/{id}");
        Assert.Equal("Changed her mind.", (string)read["withdrawalReason"]!);
        Assert.Equal("Annamuhammet Garajaýew", (string)read["guardianName"]!);
    }

    private async Task<string> WorkflowAsync(Guid id)
    {
        var workflow = (string)(await app.Requester.ReadAsync($"/cases/{id}"))["case"]!["workflow"]!;
        var listed = (await app.Requester.ReadAsync("/cases?limit=200"))["items"]!.AsArray().Single(item => (Guid)item!["id"]! == id)!;
        Assert.Equal(workflow, (string)listed["workflow"]!);
        return workflow;
    }

    private Task<HttpResponseMessage> CloseAsync(Guid id) =>
        app.Requester.ChangeAsync($"/cases/{id}/close", new { reason = "goals-met", note = "All goals reached." });
}
