using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Posts of a worker over time, changes of who the worker is, leaving and deletion.</summary>
public sealed class WorkerLifeTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    private static readonly object Edited = new
    {
        givenName = "Ogulgerek",
        familyName = "Öwezowa",
        sex = "female",
        birthDate = "1988-04-03",
        code = "W-9",
        caseloadLimit = 20,
    };

    [Theory]
    [InlineData("2026-01-01..2026-03-31 2026-04-01..", "")]
    [InlineData("2026-04-01.. 2026-01-01..2026-03-31", "")]
    [InlineData("2026-01-01..2026-04-01 2026-04-01..", "posts[1]")]
    [InlineData("2026-01-01.. 2026-04-01..", "posts[1]")]
    [InlineData("2026-01-01..2025-12-31", "posts[0].until")]
    [InlineData("2026-06-16..", "posts[0].from")]
    [InlineData("2026-06-15..2026-06-16", "")]
    [InlineData("2026-01-01..2026-06-30 2026-07-01..", "")]
    [InlineData("2026-01-01..2031-06-16", "posts[0].until")]
    [InlineData("2026-01-01..2026-06-30 2031-06-16..", "posts[1].from")]
    [InlineData("2026-06-15..2026-06-15", "")]
    public void Posts_follow_each_other(string periods, string named)
    {
        var posts = periods
            .Split(' ')
            .Select(period => period.Split(".."))
            .Select(days => new WorkerPost(
                "nrcs",
                WorkerRole.SocialWorker,
                "TM-S",
                DateOnly.Parse(days[0], null),
                days[1] is "" ? null : DateOnly.Parse(days[1], null)
            ))
            .ToArray();

        Assert.Equal(named is "" ? [] : [named], WorkerPosts.FindErrors(posts, Today).Select(error => error.Field));
    }

    [Fact]
    public void The_newest_post_decides_where_a_worker_belongs_and_its_end_is_the_last_day_there()
    {
        var worker = new Worker
        {
            Id = Guid.CreateVersion7(),
            Sex = Sex.Female,
            RegisteredAt = DateTimeOffset.UnixEpoch,
            Personal = [],
        };
        WorkerPost earlier = new("nrcs", WorkerRole.SocialWorker, "TM-S", Today.AddYears(-2), Today.AddYears(-1));

        worker.Employ([new("mlspp", WorkerRole.Specialist, "TM-M", Today.AddDays(-9)), earlier], Today);

        Assert.Equal(
            ("mlspp", WorkerRole.Specialist, "TM-M", true),
            (worker.OrganizationCode, worker.Role, worker.PlaceCode, worker.Active)
        );
        Assert.False(worker.TryLeave(Today.AddDays(-10), Today));
        Assert.True(worker.TryLeave(Today, Today));
        Assert.False(worker.TryLeave(Today, Today));
        Assert.Equal((false, Today, Today), (worker.Active, worker.LeftOn, worker.Posts[^1].Until));
        worker.Employ([earlier], Today);
        Assert.Equal(("nrcs", false, earlier.Until), (worker.OrganizationCode, worker.Active, worker.LeftOn));
    }

    [Fact]
    public async Task Who_a_worker_is_changes_for_the_own_organization_and_the_history_names_but_does_not_tell_what()
    {
        var (id, nrcs) = (await app.WorkerAsync("nrcs"), app.Provider("nrcs"));

        var edited = await ChangeAsync(nrcs, id, HttpMethod.Put, "", Edited);

        Assert.True(edited.StatusCode is HttpStatusCode.OK, await edited.Content.ReadAsStringAsync());
        var read = await nrcs.GetAsync($"{RegistryApp.Workers}/{id}");
        Assert.Equal(edited.Headers.ETag, read.Headers.ETag);
        var worker = await read.JsonAsync();
        Assert.Equal(
            ("Öwezowa", 20, "W-9"),
            (worker["familyName"]!.GetValue<string>(), worker["caseloadLimit"]!.GetValue<int>(), worker["code"]!.GetValue<string>())
        );
        Assert.Null(worker["disability"]); // not asked any more
        var history = await (await nrcs.GetAsync($"{RegistryApp.Workers}/{id}/history")).Content.ReadAsStringAsync();
        Assert.Contains("\"personal\":{}", history, StringComparison.Ordinal);
        Assert.DoesNotContain("wezowa", history, StringComparison.Ordinal);
        Assert.Equal(["registered", "changed"], await ToldAsync(id));
        Assert.Equal(
            [
                "office register worker",
                "provider-nrcs read worker",
                "provider-nrcs edit worker",
                "provider-nrcs read worker",
                "provider-nrcs read history",
            ],
            await AuditedAsync(id)
        );

        await ChangeAsync(nrcs, id, HttpMethod.Put, "", Edited);
        Assert.Equal(["registered", "changed"], await ToldAsync(id)); // the same again
    }

    [Fact]
    public async Task Another_post_moves_the_worker_and_only_the_office_moves_one_to_another_organization()
    {
        var (id, nrcs, since) = (await app.WorkerAsync("nrcs"), app.Provider("nrcs"), app.Clock.Today().AddDays(-10));
        var within = Posts(
            ("nrcs", "social-worker", "TM-S-02", since, since.AddDays(4)),
            ("nrcs", "specialist", "TM-S-01", since.AddDays(5), null)
        );
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(nrcs, id, HttpMethod.Put, "/posts", within)).StatusCode);
        var worker = await (await nrcs.GetAsync($"{RegistryApp.Workers}/{id}")).JsonAsync();
        Assert.Equal(("specialist", "TM-S-01"), (worker["role"]!.GetValue<string>(), worker["place"]!.GetValue<string>()));
        Assert.Equal(2, worker["posts"]!.AsArray().Count);

        var away = Posts(
            ("nrcs", "social-worker", "TM-S-02", since, since.AddDays(4)),
            ("yenme", "specialist", "TM-S-01", since.AddDays(5), null)
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await ChangeAsync(nrcs, id, HttpMethod.Put, "/posts", away)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Provider("yenme").PutAsync($"{RegistryApp.Workers}/{id}/posts", away, "\"1\"")).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(app.Office(), id, HttpMethod.Put, "/posts", away)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await nrcs.GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await nrcs.GetAsync($"{RegistryApp.Workers}/{id}/history")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Provider("yenme").GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode);
        await using var db = app.OpenDatabase();
        Assert.Equal(
            ["nrcs specialist TM-S-01 true", "yenme specialist TM-S-01 true"],
            await db
                .Database.SqlQuery<string>(
                    $"select concat_ws(' ', data->>'organization', data->>'role', data->'person'->>'place', data->>'active') as \"Value\" from outbox where type = 'registry.worker-changed.v1' and data->>'workerId' = {id.ToString()} order by sequence"
                )
                .ToListAsync()
        );
    }

    [Fact]
    public async Task Who_leaves_is_not_active_any_more_and_why_is_sealed()
    {
        var (id, nrcs) = (await app.WorkerAsync("nrcs"), app.Provider("nrcs"));

        var left = await ChangeAsync(nrcs, id, HttpMethod.Post, "/leave", new { reason = "retired" });

        Assert.True(left.StatusCode is HttpStatusCode.OK, await left.Content.ReadAsStringAsync());
        var worker = await left.JsonAsync();
        Assert.Equal(
            (false, "retired", app.Clock.Today().ToString("yyyy-MM-dd", null)),
            (worker["active"]!.GetValue<bool>(), worker["leftBecause"]!.GetValue<string>(), worker["leftOn"]!.GetValue<string>())
        );
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await ChangeAsync(nrcs, id, HttpMethod.Post, "/leave", new { reason = "retired" })).StatusCode
        );
        Assert.Contains(
            id.ToString(),
            await (await nrcs.GetAsync($"{RegistryApp.Workers}?active=false&limit=200")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            id.ToString(),
            await (await nrcs.GetAsync($"{RegistryApp.Workers}?active=true&limit=200")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        await using var db = app.OpenDatabase();
        Assert.DoesNotContain(
            "retired",
            await db
                .Database.SqlQuery<string>(
                    $"select (select jsonb_agg(to_jsonb(w) - 'personal') from workers w)::text || (select jsonb_agg(c) from record_changes c)::text || (select jsonb_agg(data) from outbox)::text as \"Value\""
                )
                .SingleAsync(),
            StringComparison.Ordinal
        );

        var again = Posts(("nrcs", "trainer", "TM-S-02", app.Clock.Today(), null));
        var back = await (await ChangeAsync(nrcs, id, HttpMethod.Put, "/posts", again)).JsonAsync();
        Assert.Equal((true, null), (back["active"]!.GetValue<bool>(), back["leftBecause"]));
    }

    [Fact]
    public async Task A_deleted_worker_is_gone_for_everybody_and_the_history_tells_the_reason()
    {
        var (id, nrcs) = (await app.WorkerAsync("nrcs"), app.Provider("nrcs"));

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await ChangeAsync(nrcs, id, HttpMethod.Post, "/delete", new { reason = "Entered twice." })).StatusCode
        );

        Assert.Equal(HttpStatusCode.NotFound, (await app.Office().GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode);
        Assert.DoesNotContain(
            id.ToString(),
            await (await app.Office().GetAsync($"{RegistryApp.Workers}?limit=200")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        var history = (await (await nrcs.GetAsync($"{RegistryApp.Workers}/{id}/history")).JsonAsync())["items"]!.AsArray();
        Assert.Equal("Entered twice.", history[^1]!["reason"]!.GetValue<string>());
        Assert.Equal(["registered", "deleted"], await ToldAsync(id));
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("PUT", "/posts")]
    [InlineData("POST", "/leave")]
    [InlineData("POST", "/delete")]
    public async Task A_stranger_sees_no_worker_and_an_employer_must_have_seen_the_worker_as_is(string method, string what)
    {
        var (id, code) = (await app.WorkerAsync("nrcs"), Guid.NewGuid().ToString("N")[..10]);
        object body = what switch
        {
            "" => new
            {
                givenName = "O.",
                familyName = "A.",
                sex = "female",
                birthDate = "1988-04-03",
                code,
            },
            "/posts" => Posts(("nrcs", "manager", "TM-S", app.Clock.Today(), null)),
            "/leave" => new { reason = "moved" },
            _ => new { reason = "Entered twice." },
        };
        var tag = (await app.Office().GetAsync($"{RegistryApp.Workers}/{id}")).Headers.ETag!.Tag;
        var before = await Counted.AsyncOf(app);

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Provider("yenme"), tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await SendAsync(app.Provider("nrcs"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(app.Provider("nrcs"), "\"1\"")).StatusCode);
        Assert.Equal(before, await Counted.AsyncOf(app));
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(app.Provider("nrcs"), tag)));
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);

        Task<HttpResponseMessage> SendAsync(HttpClient client, string? ifMatch) =>
            WorkerLifeTests.SendAsync(client, id, new HttpMethod(method), what, body, ifMatch);
    }

    [Theory]
    [InlineData("", """{"givenName":"O.","familyName":"A.","sex":"female","birthDate":"2020-04-03"}""", "birthDate")]
    [InlineData("", """{"givenName":"O\u202E","familyName":"A.","sex":"female","birthDate":"1988-04-03"}""", "givenName")]
    [InlineData("", """{"givenName":"O.","familyName":"A.","sex":"female","birthDate":"1988-04-03","caseloadLimit":0}""", "caseloadLimit")]
    [InlineData("/posts", """{"posts":[]}""", "posts")]
    [InlineData(
        "/posts",
        """{"posts":[{"organization":"nobody","role":"manager","place":"TM-S","from":"2021-01-01"}]}""",
        "posts[0].organization"
    )]
    [InlineData("/posts", """{"posts":[{"organization":"nrcs","role":"manager","place":"TM-XX","from":"2021-01-01"}]}""", "posts[0].place")]
    [InlineData("/posts", """{"posts":[{"organization":"nrcs","role":"manager","place":"TM-S","from":"2999-01-01"}]}""", "posts[0].from")]
    [InlineData(
        "/posts",
        """{"posts":[{"organization":"nrcs","role":"manager","place":"TM-S","from":"2021-01-01","share":1}]}""",
        "posts[0].share"
    )]
    public async Task What_makes_no_sense_is_refused_with_the_field_named(string what, string body, string named)
    {
        var id = await app.WorkerAsync("nrcs");

        var refused = await ChangeAsync(app.Office(), id, HttpMethod.Put, what, JsonNode.Parse(body)!);

        Assert.True(
            refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity,
            await refused.Content.ReadAsStringAsync()
        );
        Assert.Equal([named], await refused.FieldsAsync());
    }

    private static object Posts(params (string Organization, string Role, string Place, DateOnly From, DateOnly? Until)[] posts) =>
        new
        {
            posts = posts.Select(p => new
            {
                organization = p.Organization,
                role = p.Role,
                place = p.Place,
                from = p.From,
                until = p.Until,
            }),
        };

    private static async Task<HttpResponseMessage> ChangeAsync(HttpClient client, Guid id, HttpMethod method, string what, object body) =>
        await SendAsync(client, id, method, what, body, (await client.GetAsync($"{RegistryApp.Workers}/{id}")).Headers.ETag?.Tag);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        Guid id,
        HttpMethod method,
        string what,
        object body,
        string? ifMatch
    )
    {
        using var request = new HttpRequestMessage(method, $"{RegistryApp.Workers}/{id}{what}") { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await client.SendAsync(request);
    }

    private async Task<List<string>> ToldAsync(Guid id)
    {
        await using var db = app.OpenDatabase();
        return await db
            .Database.SqlQuery<string>(
                $"select split_part(split_part(type, '.', 2), '-', 2) as \"Value\" from outbox where data->>'workerId' = {id.ToString()} order by sequence"
            )
            .ToListAsync();
    }

    private async Task<List<string>> AuditedAsync(Guid id)
    {
        await using var db = app.OpenDatabase();
        return await db
            .Database.SqlQuery<string>(
                $"select client || ' ' || action as \"Value\" from audit_entries where record_kind = 'worker' and record_ids = {new[] { id.ToString() }} and outcome = 'done' order by at"
            )
            .ToListAsync();
    }
}
