using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class WorkerTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_worker_is_read_with_name_by_the_own_organization_and_the_office_and_by_nobody_else()
    {
        var id = await app.WorkerAsync("nrcs");

        Assert.Equal(
            "Annaberdiýewa",
            (await (await app.Provider("nrcs").GetAsync($"{RegistryApp.Workers}/{id}")).JsonAsync())["familyName"]!.GetValue<string>()
        );
        Assert.Equal(HttpStatusCode.OK, (await app.Office().GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Provider("yenme").GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Client("registry.read", organization: "").GetAsync($"{RegistryApp.Workers}/{id}")).StatusCode
        );
    }

    [Fact]
    public async Task The_list_shows_a_provider_its_own_workers_and_no_names()
    {
        await app.WorkerAsync("yenme");
        await app.Office().CreateAsync(RegistryApp.Workers, Given.WorkerBody("keyik-okara", "KO-7"));

        var own = await (
            await app.Provider("keyik-okara").GetAsync($"{RegistryApp.Workers}?code=KO-7&role=social-worker")
        ).Content.ReadAsStringAsync();
        Assert.Contains("\"KO-7\"", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Annaberdiýewa", own, StringComparison.Ordinal);
        Assert.DoesNotContain("1988", own, StringComparison.Ordinal);
        Assert.Empty(await ItemsAsync(app.Provider("keyik-okara"), "?organization=yenme"));
        Assert.NotEmpty(await ItemsAsync(app.Office(), "?organization=yenme"));

        static async Task<System.Text.Json.Nodes.JsonArray> ItemsAsync(HttpClient client, string query) =>
            (await (await client.GetAsync(RegistryApp.Workers + query)).JsonAsync())["items"]!.AsArray();
    }

    [Fact]
    public async Task A_provider_registers_its_own_workers_only()
    {
        Assert.Equal(
            HttpStatusCode.Created,
            (await app.Provider("nrcs").CreateAsync(RegistryApp.Workers, Given.WorkerBody("nrcs"))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.Provider("yenme").CreateAsync(RegistryApp.Workers, Given.WorkerBody("nrcs"))).StatusCode
        );
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_registers_nobody_twice()
    {
        var (office, key) = (app.Office(), Guid.NewGuid().ToString());
        var first = await office.PostAsync(RegistryApp.Workers, Given.WorkerBody("mlspp"), key);
        var before = await Counted.AsyncOf(app);

        var repeated = await office.PostAsync(RegistryApp.Workers, Given.WorkerBody("mlspp"), key);

        Assert.Equal(HttpStatusCode.Created, repeated.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await repeated.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, repeated.Headers.ETag);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await office.PostAsync(RegistryApp.Workers, Given.WorkerBody("moe"), key)).StatusCode
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await office.PostAsync(RegistryApp.Workers, Given.WorkerBody("mlspp"), null)).StatusCode);
        Assert.Equal(before, await Counted.AsyncOf(app));
    }

    [Fact]
    public async Task Every_read_and_write_of_a_worker_is_audited()
    {
        var id = await app.WorkerAsync("nrcs");
        await app.Provider("nrcs").GetAsync($"{RegistryApp.Workers}/{id}");
        await app.Provider("yenme").GetAsync($"{RegistryApp.Workers}/{id}");

        await using var db = app.OpenDatabase();
        var entries = await db
            .Database.SqlQuery<string>(
                $"select client || ' ' || action as \"Value\" from audit_entries where record_kind = 'worker' and record_ids = {new[] { id.ToString() }} and outcome = 'done' order by at"
            )
            .ToListAsync();
        Assert.Equal(["office register worker", "provider-nrcs read worker"], entries);
    }

    [Fact]
    public async Task Nothing_personal_stands_in_events_logs_or_readable_columns()
    {
        var id = await app.WorkerAsync("nrcs");
        await app.Office().GetAsync($"{RegistryApp.Workers}/{id}");
        await app.Office().CreateAsync(RegistryApp.Workers, Given.WorkerBody("nobody"));

        await using var db = app.OpenDatabase();
        var readable = string.Join(
            '\n',
            await db
                .Database.SqlQuery<string>(
                    $"""
                    select data::text as "Value" from outbox
                    union all select audit_entries::text from audit_entries
                    union all select encode(personal, 'escape') || (to_jsonb(workers) - 'personal')::text from workers
                    union all select encode(answer, 'escape') from idempotency_keys where answer is not null
                    """
                )
                .ToListAsync()
        );
        var registered = await db
            .Database.SqlQuery<string>(
                $"select data::text as \"Value\" from outbox where type = 'registry.worker-registered.v1' and data->>'workerId' = {id.ToString()}"
            )
            .SingleAsync();

        Assert.Contains("\"ageBand\"", registered, StringComparison.Ordinal);
        Assert.NotEmpty(app.Logs.All);
        foreach (var personal in new[] { "Ogulgerek", "Annaberdi", "1988-04-03" })
        {
            Assert.DoesNotContain(personal, readable, StringComparison.Ordinal);
            Assert.DoesNotContain(personal, app.Logs.All, StringComparison.Ordinal);
        }
    }
}
