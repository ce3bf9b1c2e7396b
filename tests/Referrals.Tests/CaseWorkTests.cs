using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Referrals.Attachments;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Plans, entries, files and signatures of a case.</summary>
public sealed class CaseWorkTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task A_plan_is_approved_by_a_supervisor_who_did_not_write_it_and_replaces_the_one_before()
    {
        using var worker = app.GivenAColleague(out var workerId);
        using var supervisor = app.GivenAColleague(out _, role: "manager");
        var id = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(), workerId });
        var first = await PlanAsync(id, worker);

        Assert.Equal(HttpStatusCode.Conflict, (await supervisor.ChangeAsync($"/plans/{first}/decide", new { approve = true })).StatusCode);
        await worker.ChangedAsync($"/plans/{first}/submit", new { });
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.ChangeAsync($"/plans/{first}/decide", new { approve = true })).StatusCode);
        var returned = await supervisor.ChangeAsync($"/plans/{first}/decide", new { approve = false });
        Assert.Equal(["comment"], await returned.FieldsAsync());
        await supervisor.ChangedAsync($"/plans/{first}/decide", new { approve = true });
        Assert.Equal("case-plan", await WorkflowAsync(id));

        var own = await PlanAsync(id, supervisor);
        await supervisor.ChangedAsync($"/plans/{own}/submit", new { });
        var refused = await supervisor.ChangeAsync($"/plans/{own}/decide", new { approve = true });
        Assert.Equal("urn:socialservices:problem:own-plan", (string)(await refused.JsonAsync())["type"]!);
        await app.Requester.ChangedAsync($"/plans/{own}/decide", new { approve = true });

        var plans = (await worker.ReadAsync($"/cases/{id}/plans"))["items"]!.AsArray();
        Assert.Equal(["approved", "replaced"], plans.Select(item => (string)item!["plan"]!["status"]!));
    }

    [Fact]
    public async Task Of_two_plans_that_are_approved_at_once_one_holds()
    {
        using var worker = app.GivenAColleague(out _);
        var id = await app.ACaseAsync();
        var plans = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            plans.Add(await PlanAsync(id, worker));
            await worker.ChangedAsync($"/plans/{plans[^1]}/submit", new { });
        }

        await Task.WhenAll(plans.Select(plan => app.Requester.ChangeAsync($"/plans/{plan}/decide", new { approve = true })));

        var statuses = (await worker.ReadAsync($"/cases/{id}/plans"))["items"]!.AsArray().Select(item => (string)item!["plan"]!["status"]!);
        Assert.Single(statuses, status => status is "approved");
    }

    [Fact]
    public async Task Actions_that_are_not_done_in_time_show_as_overdue_until_they_are_done()
    {
        using var worker = app.GivenAColleague(out var workerId);
        var id = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(), workerId });
        var plan = await PlanAsync(id, worker, workerId);
        await worker.ChangedAsync($"/plans/{plan}/submit", new { });
        await app.Requester.ChangedAsync($"/plans/{plan}/decide", new { approve = true });
        var action = await ActionAsync(id, worker);
        await app.ExecuteAsync($"update plan_actions set due = '2020-01-01' where id = '{(Guid)action["id"]!}'");

        Assert.True((bool)(await ActionAsync(id, worker))["overdue"]!);
        Assert.Equal(1, (int)(await worker.ReadAsync($"/cases/{id}"))["case"]!["overdue"]!);

        await worker.ChangedAsync($"/plan-actions/{(Guid)action["id"]!}/done", new { outcome = "The school took both." });
        Assert.Equal(0, (int)(await worker.ReadAsync($"/cases/{id}"))["case"]!["overdue"]!);
        Assert.Equal("implementation", await WorkflowAsync(id));
        Assert.Equal("The school took both.", (string)(await ActionAsync(id, worker))["outcome"]!);
        var again = await worker.ChangeAsync($"/plan-actions/{(Guid)action["id"]!}/done", new { outcome = "Again." });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_confidential_note_is_read_by_its_author_and_the_supervisors_only()
    {
        using var worker = app.GivenAColleague(out var workerId);
        using var colleague = app.GivenAColleague(out var colleagueId);
        var id = await app.ACaseAsync();
        await app.Requester.ChangedAsync($"/cases/{id}/assign", new { workerId, team = new[] { colleagueId } });
        Assert.Equal(
            $"{workerId} [\"{colleagueId}\"]",
            await app.ScalarAsync<string>(
                $"select concat(data ->> 'workerId', ' ', data ->> 'team') from outbox where type = 'referrals.case-assigned.v1' and data ->> 'caseId' = '{id}'"
            )
        );
        await worker.CreatedAsync(
            $"{Root}/cases/{id}/entries",
            new
            {
                kind = "note",
                text = "Suspects him.",
                confidentiality = "supervisor",
            }
        );
        await worker.CreatedAsync($"{Root}/cases/{id}/entries", new { kind = "note", text = "Visited." });

        Assert.Equal(["Suspects him.", "Visited."], await TextsAsync(worker, id));
        Assert.Equal(["Suspects him.", "Visited."], await TextsAsync(app.Requester, id));
        Assert.Equal(["Visited."], await TextsAsync(colleague, id));
    }

    [Fact]
    public async Task A_confidential_follow_up_is_finished_by_who_may_read_it_with_the_tag_of_the_list()
    {
        using var colleague = app.GivenAColleague(out var colleagueId);
        using var worker = app.GivenAColleague(out var workerId);
        var id = await app.ACaseAsync();
        await app.Requester.ChangedAsync($"/cases/{id}/assign", new { workerId, team = new[] { colleagueId } });
        var entry = await worker.CreatedAsync(
            $"{Root}/cases/{id}/entries",
            new
            {
                kind = "follow-up",
                text = "Ask whether he is back.",
                due = "2040-01-01",
                confidentiality = "supervisor",
            }
        );
        var tag = (string)(await worker.ReadAsync($"/cases/{id}/entries"))["items"]![0]!["eTag"]!;

        var strange = await colleague.ChangeAsync($"/entries/{entry}/done", new { outcome = "No." }, tag);
        var done = await worker.ChangeAsync($"/entries/{entry}/done", new { outcome = "He is not." }, tag);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (strange.StatusCode, done.StatusCode));
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await worker.ChangeAsync($"/entries/{entry}/done", new { outcome = "-" }, tag)).StatusCode
        );
    }

    [Fact]
    public async Task A_note_that_names_the_person_or_a_number_warns_its_author()
    {
        var person = Given.APerson(family: "Garajaýewa");
        var id = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(person) });

        var warned = await app.Requester.CreateAsync(
            $"{Root}/cases/{id}/entries",
            new { kind = "note", text = "Spoke with Гараджаева on +993 65 00 01 11." }
        );
        var plain = await app.Requester.CreateAsync(
            $"{Root}/cases/{id}/entries",
            new { kind = "note", text = "Spoke with her at home at 10." }
        );

        Assert.Equal(
            ["names-service-user", "has-phone-number"],
            (await warned.JsonAsync())["warnings"]!.AsArray().Select(warning => (string)warning!)
        );
        Assert.Empty((await plain.JsonAsync())["warnings"]!.AsArray());
    }

    [Fact]
    public async Task After_three_attempts_in_vain_the_person_counts_as_not_reached_until_one_succeeds()
    {
        var id = await app.ACaseAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.False((bool)(await app.Requester.ReadAsync($"/cases/{id}/entries"))["notReached"]!);
            await AttemptAsync(id, reached: false);
        }

        Assert.True((bool)(await app.Requester.ReadAsync($"/cases/{id}/entries?kind=contact-attempt"))["notReached"]!);
        await AttemptAsync(id, reached: true);
        Assert.False((bool)(await app.Requester.ReadAsync($"/cases/{id}/entries"))["notReached"]!);
    }

    [Fact]
    public async Task A_follow_up_is_due_and_then_done()
    {
        var id = await app.ACaseAsync();
        var entry = await app.Requester.CreatedAsync(
            $"{Root}/cases/{id}/entries",
            new
            {
                kind = "home-visit",
                text = "See the new flat.",
                due = "2030-01-01",
            }
        );

        await app.Requester.ChangedAsync($"/entries/{entry}/done", new { outcome = "Dry and warm." });

        var read = (await app.Requester.ReadAsync($"/cases/{id}/entries"))["items"]!.AsArray().Single()!;
        Assert.Equal(("Dry and warm.", false), ((string)read["outcome"]!, (bool)read["overdue"]!));
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.Requester.ChangeAsync($"/entries/{entry}/done", new { outcome = "x" })).StatusCode
        );
    }

    [Theory]
    [InlineData("""{"kind":"note","text":"x","happenedAt":"2100-01-01T00:00:00Z"}""", "happenedAt")]
    [InlineData("""{"kind":"note","text":"x","due":"2100-01-01"}""", "due")]
    [InlineData("""{"kind":"follow-up","text":"x","due":"2001-01-01"}""", "due")]
    [InlineData("""{"kind":"contact-attempt","text":"x","reached":true}""", "channel")]
    [InlineData("""{"kind":"contact-attempt","text":"x","channel":"phone"}""", "reached")]
    [InlineData("""{"kind":"note","text":"x","reached":true}""", "reached")]
    public async Task What_makes_no_sense_in_an_entry_is_named(string entry, string field)
    {
        var id = await app.ACaseAsync();

        var refused = await app.Requester.CreateAsync($"{Root}/cases/{id}/entries", JsonNode.Parse(entry)!);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal([field], await refused.FieldsAsync());
    }

    [Fact]
    public async Task A_file_comes_back_as_it_was_and_stands_nowhere_in_the_clear()
    {
        var id = await app.ACaseAsync();
        var file = await app.AnAttachmentAsync(id);

        var download = await app.Requester.GetAsync($"{Root}/attachments/{file}");

        Assert.Equal(Given.APng(), await download.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition?.DispositionType);
        Assert.DoesNotContain(
            "Durdyyewa",
            System.Text.Encoding.Latin1.GetString(await app.ScalarAsync<byte[]>($"select content from attachments where id = '{file}'")),
            StringComparison.Ordinal
        );
        Assert.Equal("photo", (string)(await app.Requester.ReadAsync($"/cases/{id}/attachments"))["items"]![0]!["kind"]!);
    }

    [Fact]
    public async Task A_file_whose_type_lies_or_that_is_too_large_is_refused()
    {
        var id = await app.ACaseAsync();

        var lies = await app.Requester.UploadAsync($"/cases/{id}/attachments", "application/pdf", Given.APng());
        var other = await app.Requester.UploadAsync($"/cases/{id}/attachments", "text/html", "<script>"u8.ToArray());
        var large = await app.Requester.UploadAsync($"/cases/{id}/attachments", "image/png", new byte[SniffedFile.MaxBytes + 1]);

        Assert.Equal(
            [HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.RequestEntityTooLarge],
            new[] { lies, other, large }.Select(answer => answer.StatusCode)
        );
        Assert.Equal(0, await app.ScalarAsync<long>($"select count(*) from attachments where case_id = '{id}'"));
    }

    [Fact]
    public async Task A_consent_is_signed_once()
    {
        var consent = await app.AConsentAsync(await app.ACaseAsync());
        Assert.Null((await app.Requester.ReadAsync($"/consents/{consent}"))["signedAt"]);

        var signed = await app.Requester.UploadAsync($"/consents/{consent}/signature", "image/png", Given.APng("a signature"));
        var again = await app.Requester.UploadAsync($"/consents/{consent}/signature", "image/png", Given.APng("another"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], new[] { signed, again }.Select(answer => answer.StatusCode));
        Assert.NotNull((await app.Requester.ReadAsync($"/consents/{consent}"))["signedAt"]);
        Assert.Equal(Given.APng("a signature"), await app.Requester.GetByteArrayAsync($"{Root}/consents/{consent}/signature"));
    }

    [Fact]
    public async Task Without_a_data_sharing_agreement_nobody_receives_referrals()
    {
        var caseId = await app.ACaseAsync();
        var consent = await app.AConsentAsync(caseId, Given.AConsent(recipients: ["mlspp", "yenme"]));
        await app.ExecuteAsync("update data_sharing_agreements set valid_until = '2021-01-01' where organization = 'yenme'");
        try
        {
            var refused = await app.Requester.CreateAsync(
                $"{Root}/cases/{caseId}/referrals",
                Given.AReferral(app.GivenASite("yenme"), consent)
            );
            var own = await app.Requester.CreateAsync(
                $"{Root}/cases/{caseId}/referrals",
                Given.AReferral(app.GivenASite("mlspp"), consent)
            );

            Assert.Equal("urn:socialservices:problem:no-data-sharing-agreement", (string)(await refused.JsonAsync())["type"]!);
            Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        }
        finally
        {
            await app.ExecuteAsync("update data_sharing_agreements set valid_until = null where organization = 'yenme'");
        }
    }

    private static async Task<Guid> PlanAsync(Guid caseId, HttpClient by, Guid? worker = null) =>
        (Guid)(await (await by.CreateAsync($"{Root}/cases/{caseId}/plans", Given.APlan(worker))).JsonAsync())["id"]!;

    private static async Task<JsonNode> ActionAsync(Guid caseId, HttpClient by) =>
        (await by.ReadAsync($"/cases/{caseId}/plans"))["items"]![0]!["plan"]!["goals"]![0]!["actions"]![0]!;

    private Task<Guid> AttemptAsync(Guid caseId, bool reached) =>
        app.Requester.CreatedAsync(
            $"{Root}/cases/{caseId}/entries",
            new
            {
                kind = "contact-attempt",
                text = "Rang twice.",
                channel = "phone",
                reached,
            }
        );

    private static async Task<IEnumerable<string>> TextsAsync(HttpClient client, Guid caseId) =>
        (await client.ReadAsync($"/cases/{caseId}/entries"))["items"]!.AsArray().Select(item => (string)item!["text"]!);

    private async Task<string> WorkflowAsync(Guid caseId) =>
        (string)(await app.Requester.ReadAsync($"/cases/{caseId}"))["case"]!["workflow"]!;
}
