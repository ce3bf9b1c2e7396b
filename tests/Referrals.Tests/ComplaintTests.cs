using System.Net;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class ComplaintTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task The_supervisor_of_the_organization_answers_and_the_person_asks_by_the_number()
    {
        using var boss = Supervisor("nrcs", out _);
        var (id, number) = await TakeAsync(
            new
            {
                kind = "complaint",
                about = "nrcs",
                text = "They were rude.",
                contact = "Evenings only.",
            }
        );
        Assert.Equal("They were rude.", (string)(await boss.ReadAsync($"/complaints/{id}"))["text"]!);
        Assert.Null((await AskAsync(number))["answer"]);

        await boss.ChangedAsync($"/complaints/{id}/answer", new { answer = "We spoke with the team." });

        var asked = await AskAsync(number);
        Assert.Equal(("answered", "We spoke with the team."), ((string)asked["status"]!, (string)asked["answer"]!));
        Assert.Null(asked["text"]);
    }

    [Fact]
    public async Task A_sensitive_one_and_an_appeal_are_for_the_office_alone()
    {
        using var boss = Supervisor("nrcs", out _);
        var (sensitive, _) = await TakeAsync(
            new
            {
                kind = "complaint",
                about = "nrcs",
                text = "He asked for money.",
                sensitive = true,
            }
        );
        var (plain, number) = await TakeAsync(
            new
            {
                kind = "complaint",
                about = "nrcs",
                text = "Too late.",
            }
        );
        Assert.Equal(HttpStatusCode.NotFound, (await boss.GetAsync($"{Root}/complaints/{sensitive}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Requester.GetAsync($"{Root}/complaints/{sensitive}")).StatusCode);
        await boss.ChangedAsync($"/complaints/{plain}/answer", new { answer = "No." });

        await AskAsync(number, appeal: "That is no answer.");

        Assert.Equal(HttpStatusCode.NotFound, (await boss.GetAsync($"{Root}/complaints/{plain}")).StatusCode);
        var closed = await app.Requester.ChangedAsync($"/complaints/{plain}/answer", new { answer = "You are right." });
        Assert.Equal("closed", (string)closed["status"]!);
        var again = await app.Requester.CreateAsync($"{Root}/complaints/by-number", new { number, appeal = "Still." });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task Whom_it_is_about_never_sees_it_nor_does_who_supervises_nobody()
    {
        using var boss = Supervisor("nrcs", out var bossId);
        var (id, _) = await TakeAsync(
            new
            {
                kind = "complaint",
                about = "nrcs",
                text = "She shouted.",
                aboutWorker = bossId,
            }
        );

        Assert.Equal(HttpStatusCode.NotFound, (await boss.GetAsync($"{Root}/complaints/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await boss.ChangeAsync($"/complaints/{id}/answer", new { answer = "No." })).StatusCode);
        Assert.DoesNotContain((await boss.ReadAsync("/complaints?limit=200"))["items"]!.AsArray(), item => (Guid)item!["id"]! == id);
        Assert.Empty((await app.Receiver.ReadAsync("/complaints"))["items"]!.AsArray());
        using var other = Supervisor("nrcs", out _);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"{Root}/complaints/{id}")).StatusCode);
    }

    [Fact]
    public async Task What_was_said_stands_nowhere_in_the_clear_and_a_missed_deadline_shows()
    {
        var (id, _) = await TakeAsync(
            new
            {
                kind = "feedback",
                about = "nrcs",
                text = "Marker-of-a-complaint",
                contact = "Marker-of-a-contact",
            }
        );

        Assert.DoesNotContain("Marker-of-a", await app.DumpAsync(), StringComparison.Ordinal);
        Assert.False((bool)(await app.Requester.ReadAsync($"/complaints/{id}"))["overdue"]!);
        await app.ExecuteAsync($"update complaints set deadline = now() - interval '1 day' where id = '{id}'");
        Assert.True((bool)(await app.Requester.ReadAsync($"/complaints/{id}"))["overdue"]!);
        var unknown = await app.Requester.CreateAsync(
            $"{Root}/complaints",
            new
            {
                kind = "feedback",
                about = "nobody",
                text = "x",
            }
        );
        Assert.Equal(["about"], await unknown.FieldsAsync());
    }

    private HttpClient Supervisor(string organization, out Guid worker)
    {
        worker = app.GivenAWorker(organization);
        app.Peers.Workers[worker.ToString()].Role = "manager";
        return app.Service.Client(Both, organization, $"client-of-{organization}", new ActingPerson(worker));
    }

    private async Task<(Guid Id, string Number)> TakeAsync(object complaint)
    {
        var taken = await (await app.Requester.CreateAsync($"{Root}/complaints", complaint)).JsonAsync();
        return ((Guid)taken["id"]!, (string)taken["number"]!);
    }

    private async Task<System.Text.Json.Nodes.JsonNode> AskAsync(string number, string? appeal = null)
    {
        var answer = await app.Requester.CreateAsync($"{Root}/complaints/by-number", new { number, appeal });
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }
}
