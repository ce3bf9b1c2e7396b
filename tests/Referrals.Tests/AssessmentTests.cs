using System.Net;
using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class AssessmentTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task A_certified_specialist_assesses_and_the_server_computes_risk_and_needs()
    {
        using var specialist = Specialist(out _);
        var (caseId, id) = await StartAsync(specialist);

        var answered = await AnswerAsync(specialist, id, Answers());
        Assert.Empty(answered["missing"]!.AsArray());
        var completed = await specialist.ChangedAsync($"/assessments/{id}/complete", new { });

        Assert.Equal("critical", (string)completed["result"]!["risk"]!);
        Assert.Equal(
            ["addiction", "domestic-violence", "everyday-care", "safety"],
            completed["result"]!["needs"]!.AsArray().Select(need => (string)need!)
        );
        Assert.Equal("assessment", (string)(await specialist.ReadAsync($"/cases/{caseId}"))["case"]!["workflow"]!);
        var told = JsonNode.Parse(
            await app.ScalarAsync<string>(
                $"select data::text from outbox where type = 'referrals.needs-assessed.v1' and data ->> 'caseId' = '{caseId}'"
            )
        )!;
        Assert.Equal(
            ("critical", 1, "female"),
            ((string)told["riskLevel"]!, (int)told["instrumentVersion"]!, (string)told["person"]!["sex"]!)
        );
    }

    [Fact]
    public async Task Answers_to_questions_that_a_later_answer_hides_are_dropped_and_do_not_score()
    {
        using var specialist = Specialist(out _);
        var (_, id) = await StartAsync(specialist);
        await AnswerAsync(specialist, id, Answers());

        var hidden = Answers();
        hidden["violence"] = "no"; // immediate was yes
        var read = await AnswerAsync(specialist, id, hidden);
        Assert.Null(read["answers"]!["immediate"]);
        var completed = await specialist.ChangedAsync($"/assessments/{id}/complete", new { });

        Assert.DoesNotContain(completed["result"]!["needs"]!.AsArray(), need => (string)need! is "safety" or "domestic-violence");
        Assert.Null(completed["result"]!["scores"]!.AsArray().Single(score => (string)score!["scale"]! == "urgency")!["score"]);
    }

    [Fact]
    public async Task Only_an_authenticated_person_who_is_certified_today_completes_one()
    {
        using var specialist = Specialist(out var worker);
        var (_, id) = await StartAsync(specialist);
        await AnswerAsync(specialist, id, Answers());
        using var asserted = app.Service.Client(Both, "mlspp", "client-of-mlspp", new ActingPerson(worker));
        app.Peers.Certificates.TryRemove((worker.ToString(), "social-work-specialist"), out _);

        var uncertified = await specialist.ChangeAsync($"/assessments/{id}/complete", new { });
        Assert.Equal(HttpStatusCode.Forbidden, uncertified.StatusCode);
        Assert.Equal("urn:socialservices:problem:not-certified", (string)(await uncertified.JsonAsync())["type"]!);
        app.Peers.Certificates[(worker.ToString(), "social-work-specialist")] = true;
        Assert.Equal(HttpStatusCode.Forbidden, (await asserted.ChangeAsync($"/assessments/{id}/complete", new { })).StatusCode);
        Assert.Equal("draft", (string)(await specialist.ReadAsync($"/assessments/{id}"))["status"]!);
        await specialist.ChangedAsync($"/assessments/{id}/complete", new { });
    }

    [Fact]
    public async Task While_training_is_away_nothing_is_completed_and_nothing_is_lost()
    {
        using var specialist = Specialist(out _);
        var (_, id) = await StartAsync(specialist);
        await AnswerAsync(specialist, id, Answers());
        app.Peers.Faults["Check"] = Grpc.Core.StatusCode.Unavailable;
        try
        {
            Assert.Equal(
                HttpStatusCode.ServiceUnavailable,
                (await specialist.ChangeAsync($"/assessments/{id}/complete", new { })).StatusCode
            );
        }
        finally
        {
            app.Peers.Faults.TryRemove("Check", out _);
        }

        await specialist.ChangedAsync($"/assessments/{id}/complete", new { });
    }

    [Theory]
    [InlineData("no-such-question", "yes", "answers.no-such-question")]
    [InlineData("violence", "maybe", "answers.violence")]
    [InlineData("people", "31", "answers.people")]
    [InlineData("self-care", "9", "answers.self-care")]
    public async Task What_is_no_answer_to_a_question_is_refused_by_its_name(string question, string answer, string field)
    {
        using var specialist = Specialist(out _);
        var (_, id) = await StartAsync(specialist);

        var refused = await specialist.SendAsync(
            HttpMethod.Put,
            $"/assessments/{id}/answers",
            new { answers = new Dictionary<string, string> { [question] = answer } },
            "*"
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal([field], await refused.FieldsAsync());
    }

    [Fact]
    public async Task What_is_missing_is_named_and_a_completed_one_is_fixed()
    {
        using var specialist = Specialist(out _);
        var (_, id) = await StartAsync(specialist);

        var missing = await (await specialist.ChangeAsync($"/assessments/{id}/complete", new { })).FieldsAsync();
        Assert.Superset(new HashSet<string> { "answers.people", "answers.children", "answers.moving" }, missing.ToHashSet()); // all at once
        await AnswerAsync(specialist, id, Answers());
        await specialist.ChangedAsync($"/assessments/{id}/complete", new { });

        var late = await specialist.SendAsync(HttpMethod.Put, $"/assessments/{id}/answers", new { answers = Answers() }, "*");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await specialist.ChangeAsync($"/assessments/{id}/complete", new { })).StatusCode);
        var inError = await specialist.ChangedAsync($"/assessments/{id}/enter-in-error", new { reason = "Wrong person." });
        Assert.Equal("entered-in-error", (string)inError["status"]!);
    }

    [Fact]
    public async Task An_assessment_keeps_the_version_it_began_with()
    {
        using var office = app.Service.Client("programme.manage referrals.read", "mlspp", "office");
        using var specialist = Specialist(out _);
        var definition = (await specialist.ReadAsync("/instruments/child-strengths"))["instrument"]!;
        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync() });
        var before = await specialist.CreatedAsync($"{Root}/cases/{caseId}/assessments", new { instrument = "child-strengths" });
        definition["scales"]!.AsArray().RemoveAt(5);

        var published = await office.CreateAsync($"{Root}/instruments", definition);
        var after = await specialist.CreatedAsync($"{Root}/cases/{caseId}/assessments", new { instrument = "child-strengths" });

        Assert.Equal(2, (int)(await published.JsonAsync())["version"]!);
        Assert.Equal(1, (int)(await specialist.ReadAsync($"/assessments/{before}"))["instrumentVersion"]!);
        Assert.Equal(2, (int)(await specialist.ReadAsync($"/assessments/{after}"))["instrumentVersion"]!);
        Assert.Equal(1, (int)(await specialist.ReadAsync("/instruments/child-strengths?version=1"))["version"]!);
    }

    [Fact]
    public async Task A_campaign_counts_what_its_specialists_did_by_place()
    {
        using var specialist = Specialist(out var worker);
        var campaign = await app.Requester.CreatedAsync($"{Root}/campaigns", Given.ACampaign());
        var (visited, refused) = (await app.AHouseholdAsync(campaign, worker), await app.AHouseholdAsync(campaign, worker));
        var open = await app.AHouseholdAsync(campaign, worker);
        var caseId = await app.ACaseAsync();
        var id = await specialist.CreatedAsync(
            $"{Root}/cases/{caseId}/assessments",
            new { instrument = "needs-assessment", householdId = visited }
        );
        await AnswerAsync(specialist, id, Answers());
        await specialist.ChangedAsync($"/assessments/{id}/complete", new { });
        await specialist.ChangedAsync($"/households/{refused}/end", new { state = "refused" });

        var progress = (await app.Requester.ReadAsync($"/campaigns/{campaign}"))["places"]!.AsArray().Single()!;
        Assert.Equal(
            ("TM-M-01", 3, 1, 0, 1),
            (
                (string)progress["place"]!,
                (int)progress["households"]!,
                (int)progress["assessed"]!,
                (int)progress["notReached"]!,
                (int)progress["refused"]!
            )
        );
        var listed = (await specialist.ReadAsync("/campaigns?limit=200"))["items"]!.AsArray();
        Assert.Equal(1, (int)listed.Single(item => (Guid)item!["id"]! == campaign)!["mine"]!);
        var mine = (await specialist.ReadAsync($"/campaigns/{campaign}/households"))["items"]!.AsArray();
        Assert.Equal("assigned", (string)mine.Single(item => (Guid)item!["id"]! == open)!["state"]!);
        Assert.Equal("Magtymguly 4", (string)mine[0]!["label"]!);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Requester.ChangeAsync($"/households/{open}/end", new { state = "refused" })).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await specialist.ChangeAsync($"/households/{visited}/end", new { state = "refused" })).StatusCode
        );
    }

    private static Dictionary<string, string> Answers() =>
        new()
        {
            ["people"] = "4",
            ["children"] = "no",
            ["self-care"] = "much",
            ["moving"] = "some",
            ["housekeeping"] = "none",
            ["official-disability"] = "no",
            ["alone"] = "no",
            ["violence"] = "yes",
            ["immediate"] = "yes",
            ["addiction"] = "yes",
        };

    private HttpClient Specialist(out Guid worker)
    {
        var client = app.GivenAColleague(out worker, assurance: Assurance.Authenticated);
        app.Peers.Certificates[(worker.ToString(), "social-work-specialist")] = true;
        return client;
    }

    private async Task<(Guid Case, Guid Assessment)> StartAsync(HttpClient specialist)
    {
        var caseId = await app.ACaseAsync();
        return (caseId, await specialist.CreatedAsync($"{Root}/cases/{caseId}/assessments", new { instrument = "needs-assessment" }));
    }

    private static async Task<JsonNode> AnswerAsync(HttpClient client, Guid id, Dictionary<string, string> answers)
    {
        var response = await client.SendAsync(HttpMethod.Put, $"/assessments/{id}/answers", new { answers }, "*");
        Assert.True(response.StatusCode is HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }
}
