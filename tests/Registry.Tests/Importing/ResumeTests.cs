using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Workers that are killed, and several at once. The app's own worker is kept away: tests run theirs.</summary>
public sealed class ResumeTests(IdleWorkerApp app) : IClassFixture<IdleWorkerApp>
{
    private const int Rows = 240;
    private const int Kills = 9;
    private static readonly string[] Kinds = ["sites", "ledger", "history", "opened events", "findings"];

    [Fact]
    public async Task A_worker_that_is_killed_at_any_point_loses_nothing_and_doubles_nothing()
    {
        var kills = 0;
        for (var files = 0; kills < Kills; files++) // how often one is hit before it is done depends on the machine
        {
            Assert.True(files < 50, $"Only {kills} connections were killed in {files} imports.");
            var before = await CountAsync();
            var import = await UploadAsync($"killed{files}");
            while (await StateAsync(import) is not ("finished" or "failed"))
            {
                var run = app.RunImportsAsync(TestContext.Current.CancellationToken);
                kills += await KillOnceAsync(run, kills);
                await run;
            }

            await AssertAllOnceAsync(import, before);
        }
    }

    // Each time elsewhere: while rows are copied, between two statements of a batch, while the file is read.
    private async Task<int> KillOnceAsync(Task run, int kills)
    {
        for (var looks = 0; !run.IsCompleted && kills < Kills; looks++)
        {
            var (query, state) = ((kills + (looks / 3)) % 3) switch
            {
                0 => ("copy %", "active"),
                1 => ("%", "idle in transaction"),
                _ => ("%import%", "%"),
            };
            if (await KillBackendsAsync(query, state) is > 0 and var killed)
            {
                return killed;
            }
        }

        return 0;
    }

    [Fact]
    public async Task A_worker_that_vanishes_is_succeeded_when_its_lease_is_over()
    {
        var before = await CountAsync();
        var import = await UploadAsync("vanished");
        var dead = Guid.NewGuid();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            Assert.NotNull(await scope.Queue().ClaimAsync(dead, TestContext.Current.CancellationToken));
        }

        await app.RunImportsAsync(TestContext.Current.CancellationToken);
        Assert.Equal("running", await StateAsync(import)); // it is leased: nobody may touch it
        await ExecuteAsync($"update imports set leased_until = now() - interval '1 second' where id = '{import}'");
        await app.RunImportsAsync(TestContext.Current.CancellationToken);

        await AssertAllOnceAsync(import, before);
        await using var late = app.Services.CreateAsyncScope();
        Assert.Null(await late.Queue().HoldAsync(import, dead, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Workers_of_two_replicas_share_the_imports_and_double_nothing()
    {
        var before = await CountAsync();
        var imports = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            imports.Add(await UploadAsync($"shared{i}"));
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => app.RunImportsAsync(TestContext.Current.CancellationToken))));

        Assert.All(await Task.WhenAll(imports.Select(StateAsync)), state => Assert.Equal("finished", state));
        Assert.Equal(Added(before, 4), await CountAsync());
    }

    [Fact]
    public async Task Two_imports_of_the_same_sites_at_once_open_each_site_once()
    {
        var before = await CountAsync();
        var first = await UploadAsync("both");
        var second = await UploadAsync("both", "organization=nrcs");

        for (var round = 0; round < 4; round++) // whoever meets the other's new sites goes on behind its last batch
        {
            await Task.WhenAll(
                Enumerable.Range(0, 2).Select(_ => Task.Run(() => app.RunImportsAsync(TestContext.Current.CancellationToken)))
            );
        }

        var ends = new[] { await app.Office().EndOfAsync(first), await app.Office().EndOfAsync(second) };
        Assert.All(ends, end => Assert.Equal("finished", end["state"]!.GetValue<string>()));
        Assert.Equal(Rows - 2, ends.Sum(end => end["rows"]!["created"]!.GetValue<int>()));
        Assert.Equal(Rows - 2, ends.Sum(end => end["rows"]!["unchanged"]!.GetValue<int>()));
        var after = await CountAsync();
        Assert.Equal(before["sites"] + Rows - 2, after["sites"]);
        Assert.Equal(before["ledger"] + Rows - 2, after["ledger"]);
    }

    [Fact]
    public async Task An_import_at_which_workers_fail_again_and_again_is_given_up()
    {
        var import = await UploadAsync("hopeless");
        await ExecuteAsync($"update imports set faults = 5 where id = '{import}'");

        await app.RunImportsAsync(TestContext.Current.CancellationToken);

        var end = await app.Office().EndOfAsync(import);
        Assert.Equal("failed", end["state"]!.GetValue<string>());
        Assert.NotNull(end["failure"]);
    }

    [Fact]
    public async Task An_import_is_cancelled_before_it_begins_or_behind_a_batch()
    {
        var waiting = await UploadAsync("waiting");
        Assert.Equal(
            "cancelled",
            (await (await app.Office().PostAsync($"{ImportCalls.Path}/{waiting}/cancel", null)).JsonAsync())["state"]!.GetValue<string>()
        );
        Assert.Equal(HttpStatusCode.OK, (await app.Office().PostAsync($"{ImportCalls.Path}/{waiting}/cancel", null)).StatusCode);
        Assert.NotEqual(waiting, await UploadAsync("waiting"));

        var running = await UploadAsync("running");
        await ExecuteAsync($"update imports set state = 'running', started_at = now() where id = '{running}'");
        Assert.Equal(
            "running",
            (await (await app.Office().PostAsync($"{ImportCalls.Path}/{running}/cancel", null)).JsonAsync())["state"]!.GetValue<string>()
        );
        await app.RunImportsAsync(TestContext.Current.CancellationToken);

        var end = await app.Office().EndOfAsync(running);
        Assert.Equal(("cancelled", 0), (end["state"]!.GetValue<string>(), end["rows"]!["read"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Files_of_ended_imports_are_forgotten_after_a_while_and_what_became_of_their_rows_is_not()
    {
        var import = await UploadAsync("forgotten");
        await app.RunImportsAsync(TestContext.Current.CancellationToken);
        await using var db = app.OpenDatabase();

        await ForgetAsync();
        Assert.True(await db.ImportChunks.AnyAsync(c => c.ImportId == import));
        await ExecuteAsync($"update imports set ended_at = now() - interval '31 days' where id = '{import}'");
        await ForgetAsync();

        Assert.False(await db.ImportChunks.AnyAsync(c => c.ImportId == import));
        Assert.Equal(2, (await app.Office().FindingsAsync(await app.Office().EndOfAsync(import))).Length);

        async Task ForgetAsync()
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.Queue().ForgetFilesAsync(TestContext.Current.CancellationToken);
        }
    }

    // Two of its rows are rejected, so that a doubled finding shows.
    private async Task<Guid> UploadAsync(string name, string query = "")
    {
        var csv = ImportCalls.Csv(
            Enumerable
                .Range(0, Rows)
                .Select(i => ImportCalls.Row($"{name}-{i}", place: i % 120 == 7 ? "TM-XX" : "TM-S", name: $"House {i}"))
        );
        var response = await app.Office().UploadAsync(csv, query);
        Assert.True(response.StatusCode is HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.JsonAsync()).Id();
    }

    private async Task<int> KillBackendsAsync(string query, string state)
    {
        await using var db = app.OpenDatabase();
        return await db
            .Database.SqlQuery<int>(
                $"""
                select count(*)::int as "Value" from (
                    select pg_terminate_backend(pid) as killed from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and query not like '%outbox%'
                        and query ilike {query} and state like {state}) terminated
                where killed
                """
            )
            .SingleAsync();
    }

    private async Task<string> StateAsync(Guid import)
    {
        await using var db = app.OpenDatabase();
        return Words.Of(await db.Imports.Where(i => i.Id == import).Select(i => i.State).SingleAsync());
    }

    private async Task AssertAllOnceAsync(Guid import, Dictionary<string, int> before)
    {
        (await app.Office().EndOfAsync(import)).AssertRows(created: Rows - 2, rejected: 2);
        Assert.Equal(Added(before, 1), await CountAsync());
    }

    private static Dictionary<string, int> Added(Dictionary<string, int> before, int imports) =>
        before.ToDictionary(count => count.Key, count => count.Value + (imports * (count.Key is "findings" ? 2 : Rows - 2)));

    private async Task<Dictionary<string, int>> CountAsync()
    {
        await using var db = app.OpenDatabase();
        var counts = await db
            .Database.SqlQuery<int>(
                $"""
                select count(*)::int as "Value" from sites union all select count(*)::int from ledger_entries union all
                select count(*)::int from record_changes where subject like 'site/%' union all
                select count(*)::int from outbox where type = 'registry.site-opened.v1' union all select count(*)::int from import_findings
                """
            )
            .ToListAsync();
        return Kinds.Zip(counts).ToDictionary();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = app.OpenDatabase();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
