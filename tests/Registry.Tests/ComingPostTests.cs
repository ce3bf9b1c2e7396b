using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Tests.Places;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Posts of which it is known before when they begin and end.</summary>
public sealed class ComingPostTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_worker_moves_on_the_first_day_of_the_next_post_and_belongs_to_the_old_one_until_then()
    {
        var (id, today) = (await app.WorkerAsync("nrcs"), app.Clock.Today());
        var changed = await ChangeAsync(
            id,
            Post("nrcs", "social-worker", today, today.AddDays(2)),
            Post("yenme", "specialist", today.AddDays(3), null)
        );
        Assert.True(changed.StatusCode is HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
        await BeginAsync();
        Assert.Equal("nrcs social-worker True 2", await SeenAsync(id));

        app.Clock.Advance(TimeSpan.FromDays(2));
        await BeginAsync();
        Assert.Equal("nrcs social-worker True 2", await SeenAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Provider("yenme").GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode);

        app.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BeginAsync()));
        Assert.Equal("yenme specialist True 2", await SeenAsync(id));
        Assert.Equal(HttpStatusCode.OK, (await app.Provider("yenme").GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Provider("nrcs").GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode);
        Assert.Equal(["nrcs true", "yenme true"], await ToldAsync(id));
    }

    [Fact]
    public async Task A_code_that_the_next_employer_has_given_to_another_one_stops_nobody()
    {
        var (code, today) = (Guid.NewGuid().ToString("N")[..10], app.Clock.Today());
        var (id, other) = (await CreateAsync("nrcs", code), await CreateAsync("yenme", code));
        await ChangeAsync(id, Post("nrcs", "social-worker", today, today), Post("yenme", "specialist", today.AddDays(1), null));

        app.Clock.Advance(TimeSpan.FromDays(1));
        await BeginAsync();

        Assert.Equal("yenme specialist True 2", await SeenAsync(id));
        Assert.Null((await ReadAsync(id))["code"]);
        Assert.Equal(code, (await ReadAsync(other))["code"]!.GetValue<string>());

        async Task<Guid> CreateAsync(string organization, string code) =>
            (await (await app.Office().CreateAsync(RegistryApp.Workers, Given.WorkerBody(organization, code))).JsonAsync())[
                "id"
            ]!.GetValue<Guid>();
    }

    [Fact]
    public async Task A_post_that_ends_on_a_known_day_ends_by_itself_and_who_left_comes_back()
    {
        var (id, today) = (await app.WorkerAsync("nrcs"), app.Clock.Today());
        await ChangeAsync(id, Post("nrcs", "social-worker", today, today.AddDays(1)), Post("nrcs", "manager", today.AddDays(5), null));

        app.Clock.Advance(TimeSpan.FromDays(2));
        await BeginAsync();
        Assert.Equal("nrcs social-worker False 2", await SeenAsync(id));
        Assert.Equal(today.AddDays(1).ToString("yyyy-MM-dd", null), (await ReadAsync(id))["leftOn"]!.GetValue<string>());

        app.Clock.Advance(TimeSpan.FromDays(3));
        await BeginAsync();
        Assert.Equal("nrcs manager True 2", await SeenAsync(id));
        Assert.Null((await ReadAsync(id))["leftOn"]);
        Assert.Equal(["nrcs true", "nrcs false", "nrcs true"], await ToldAsync(id));
        await BeginAsync();
        Assert.Equal(3, (await ToldAsync(id)).Count);
    }

    [Fact]
    public async Task Who_leaves_before_the_next_post_begins_keeps_that_and_the_reason_is_forgotten_then()
    {
        var (id, today) = (await app.WorkerAsync("nrcs"), app.Clock.Today());
        await ChangeAsync(id, Post("nrcs", "social-worker", today, today.AddDays(9)), Post("yenme", "specialist", today.AddDays(10), null));

        var left = await SendAsync(app.Provider("nrcs"), HttpMethod.Post, id, "leave", new { reason = "resigned" });
        Assert.True(left.StatusCode is HttpStatusCode.OK, await left.Content.ReadAsStringAsync());
        Assert.Equal("nrcs social-worker False 2", await SeenAsync(id));
        Assert.Equal("resigned", (await ReadAsync(id))["leftBecause"]!.GetValue<string>());

        app.Clock.Advance(TimeSpan.FromDays(10));
        await BeginAsync();
        Assert.Equal("yenme specialist True 2", await SeenAsync(id));
        Assert.Null((await ReadAsync(id))["leftBecause"]);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync(app.Provider("yenme"), HttpMethod.Post, id, "leave", new { reason = "other" });
        Assert.Equal("other", (await ReadAsync(id))["leftBecause"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_post_at_an_etrap_that_was_renamed_or_made_anew_can_end_and_be_followed()
    {
        var (id, today) = (await app.WorkerAsync("nrcs"), app.Clock.Today());
        object PostAt(string place, string from, string? until) =>
            new
            {
                organization = "nrcs",
                role = "social-worker",
                place,
                from,
                until,
            };

        Assert.Equal(
            HttpStatusCode.OK,
            (
                await ChangeAsync(
                    id,
                    PostAt("TM-B-05", "2021-09-01", $"{today.AddDays(-1):yyyy-MM-dd}"),
                    PostAt("TM-S", $"{today:yyyy-MM-dd}", null)
                )
            ).StatusCode
        ); // Serdar then, Gyzylarbat now
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(id, PostAt("TM-D-10", "2021-09-01", null))).StatusCode); // founded in 2025
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(id, PostAt("TM-D-10", "2021-09-01", $"{today:yyyy-MM-dd}"))).StatusCode);
        var gone = await ChangeAsync(id, PostAt("TM-D-09", "2021-09-01", null)); // abolished in 2022
        Assert.Equal(["posts[0].place"], await gone.FieldsAsync());
        Assert.Equal(["posts[0].place"], await (await ChangeAsync(id, PostAt("TM-D-09", "2023-01-01", "2023-12-31"))).FieldsAsync());
    }

    [Fact]
    public async Task An_employer_brings_nobody_into_a_post_of_another_one_and_a_coming_employer_is_not_deleted()
    {
        var (id, today, employer) = (await app.WorkerAsync("nrcs"), app.Clock.Today(), $"employer-{Guid.NewGuid():N}"[..20]);
        (
            await app.Office()
                .CreateAsync(
                    RegistryApp.Organizations,
                    new
                    {
                        code = employer,
                        kind = "ngo-provider",
                        name = Given.Name(employer),
                        roles = Array.Empty<object>(),
                    }
                )
        ).EnsureSuccessStatusCode();
        object[] posts = [Post("nrcs", "social-worker", today, today), Post(employer, "specialist", today.AddDays(10), null)];
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await SendAsync(app.Provider("nrcs"), HttpMethod.Put, id, "posts", new { posts })).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(id, posts)).StatusCode);

        var refused = await PlaceCalls.PostAsync(
            app.Office(),
            $"{RegistryApp.Organizations}/{employer}/delete",
            new { reason = "Twice." },
            (await app.Office().GetAsync($"{RegistryApp.Organizations}/{employer}")).Headers.ETag!.Tag
        );

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    private static object Post(string organization, string role, DateOnly from, DateOnly? until) =>
        new
        {
            organization,
            role,
            place = "TM-S",
            from,
            until,
        };

    private Task<HttpResponseMessage> ChangeAsync(Guid id, params object[] posts) =>
        SendAsync(app.Office(), HttpMethod.Put, id, "posts", new { posts });

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, Guid id, string what, object body)
    {
        using var request = new HttpRequestMessage(method, $"{RegistryApp.Workers}/{id}/{what}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", (await client.GetAsync($"{RegistryApp.Workers}/{id}")).Headers.ETag?.Tag);
        return await client.SendAsync(request);
    }

    private async Task<JsonNode> ReadAsync(Guid id) => await (await app.Office().GetAsync($"{RegistryApp.Workers}/{id}")).JsonAsync();

    /// <summary>As the other services see the worker: organization, role, active, number of posts.</summary>
    private async Task<string> SeenAsync(Guid id)
    {
        var worker = await new Contracts.Registry.V1.Directory.DirectoryClient(app.Grpc("registry.read")).GetWorkerAsync(
            new GetWorkerRequest { WorkerId = id.ToString() }
        );
        return $"{worker.Organization} {worker.Role} {worker.Active} {worker.Posts.Count}";
    }

    private async Task<List<string>> ToldAsync(Guid id)
    {
        await using var db = app.OpenDatabase();
        return await db
            .Database.SqlQuery<string>(
                $"select concat_ws(' ', data->>'organization', data->>'active') as \"Value\" from outbox where type = 'registry.worker-changed.v1' and data->>'workerId' = {id.ToString()} order by sequence"
            )
            .ToListAsync();
    }

    private async Task BeginAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BeginPosts>().HandleAsync(CancellationToken.None);
    }
}
