using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;
using SocialServices.Benchmarks.Registry;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Referrals;

/// <summary>
/// A referral from draft to requested beside its own SQL by pgbench; a worker's list over 100,000 cases; the search for the same person
/// among 1,000,000. <c>PEOPLE</c> and <c>CASES</c> make it smaller.
/// </summary>
internal static partial class ReferralsBench
{
    private static readonly string[] Purposes = ["referral"];
    private static readonly string[] Recipients = ["nrcs"];
    private static readonly string[] Shared = ["identity", "need"];
    private const string Root = "/api/v1/referrals";
    private const int Calls = 300;
    private const double MaxRatio = 3;
    private static readonly TimeSpan MaxList = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan MaxSearch = TimeSpan.FromMilliseconds(50);

    public static async Task<bool> RunAsync()
    {
        Environment.CurrentDirectory = AppContext.BaseDirectory; // where WebApplicationFactory looks for the service's folder
        var (people, cases) = (NumberOf("PEOPLE", 1_000_000), NumberOf("CASES", 100_000));
        await using var registry = await QuickRegistry.StartAsync();
        await using var app = new BenchedReferrals(registry.Address);
        await app.InitializeAsync();
        await ExecuteAsync(app, "create table bench_digests (service_user_id uuid, digest bytea)");
        var workers = Enumerable.Range(0, 500).Select(_ => Guid.CreateVersion7()).ToList();
        var watch = Stopwatch.StartNew();
        await ReferralsSeed.PlantAsync(app, people, Math.Min(cases, people), workers);
        Console.WriteLine($"Machine    {ThisMachine.Describe()}; caller, service and PostgreSQL share it");
        Console.WriteLine(
            $"Data       {people:N0} people, {cases:N0} cases of {workers.Count} workers, planted in {watch.Elapsed.TotalSeconds:0} s"
        );

        using var client = app.Client("referrals.read referrals.write", "mlspp", "bench", new ActingPerson(workers[0]));
        using var office = app.Client("programme.manage", "mlspp", "office");
        (
            await office.PutAsJsonAsync($"{Root}/agreements/nrcs", new { reference = "DSA", validFrom = "2020-01-01" })
        ).EnsureSuccessStatusCode();

        var list = await P95Async(_ => client.GetAsync($"{Root}/cases?mine=true&open=true"));
        var all = await P95Async(_ => client.GetAsync($"{Root}/cases"));
        var search = await P95Async(i => client.PostAsJsonAsync($"{Root}/service-users/search", Search(i * (people / Calls))));
        var created = await CreateAsync(client);
        var sql = await PgBenchAsync(app.ConnectionString);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                List       a worker's own open cases: p95 {list.TotalMilliseconds:0.0} ms; all that the worker may see: p95 {all.TotalMilliseconds:0.0} ms (goal {MaxList.TotalMilliseconds:0})
                Search     by names and birth date: p95 {search.TotalMilliseconds:0.0} ms (goal {MaxSearch.TotalMilliseconds:0})
                Referral   draft and request, with hold and events, one caller: {created.TotalMilliseconds:0.0} ms
                pgbench    the writes of both in two transactions, one client: {sql.TotalMilliseconds:0.0} ms; the service needs {created
                    / sql:0.0} times that (goal {MaxRatio:0})
                """
            )
        );
        return list <= MaxList && all <= MaxList && search <= MaxSearch && created / sql <= MaxRatio;
    }

    private static int NumberOf(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    private static object Search(int number)
    {
        var person = ReferralsSeed.PersonOf(number);
        return new
        {
            givenName = person.FamilyName, // swapped
            familyName = person.GivenName,
            birthDate = person.BirthDate,
        };
    }

    private static async Task<TimeSpan> P95Async(Func<int, Task<HttpResponseMessage>> callAsync)
    {
        var times = new List<TimeSpan>();
        for (var i = -30; i < Calls; i++) // the first ones compile
        {
            var watch = Stopwatch.StartNew();
            using var answer = await callAsync(Math.Abs(i));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            if (i >= 0)
            {
                times.Add(watch.Elapsed);
            }
        }

        return times.Order().ElementAt((int)(times.Count * 0.95));
    }

    private static async Task<TimeSpan> CreateAsync(HttpClient client)
    {
        var items = JsonNode.Parse(await client.GetStringAsync($"{Root}/cases?mine=true&open=true&limit=1"))!["items"]!;
        var caseId = (Guid)items[0]!["id"]!;
        var consent = await PostAsync(
            client,
            $"{Root}/cases/{caseId}/consents",
            new
            {
                purposes = Purposes,
                recipients = Recipients,
                dataCategories = Shared,
                givenBy = "guardian",
                guardianName = "Bench",
                validFrom = "2020-01-01",
            }
        );
        var watch = new Stopwatch();
        for (var i = -30; i < Calls; i++)
        {
            if (i == 0)
            {
                watch.Restart();
            }

            var draft = await PostAsync(
                client,
                $"{Root}/cases/{caseId}/referrals",
                new
                {
                    siteId = Guid.CreateVersion7(),
                    need = "Needs counselling after losing work.",
                    priority = "urgent",
                    consentId = consent,
                    sharedData = Shared,
                }
            );
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/referrals/{draft}/request");
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        return watch.Elapsed / Calls;
    }

    private static async Task<Guid> PostAsync(HttpClient client, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (Guid)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>The rows that a draft and its request write: referral, moves, audit entries, events, the idempotency key.</summary>
    private static async Task<TimeSpan> PgBenchAsync(string database)
    {
        const string Common = """
            insert into audit_entries (id, at, client, organization, action, record_kind, record_ids, outcome, key_id, signature)
              values (gen_random_uuid(), now(), 'bench', 'mlspp', 'move referral', 'referral', array['x'], 'done', 'key', '\x00');
            insert into outbox (event_id, type, data, occurred_at)
              values (gen_random_uuid(), 'referrals.referral-status-changed.v1', '{"referralId":"01a22a90-92c4-711c-aa6a-4286302ea360","to":"requested","step":2}', now());
            """;
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            script,
            $$"""
            select gen_random_uuid() as id \gset
            begin;
            select from consents where id = (select consent_id from referrals limit 1) for share;
            insert into referrals (id, case_id, service_user_id, consent_id, requester, receiver, site_id, site_place, service_type, shared_data, priority,
                need, created_at, status, step, is_advice, escalation, failed_contacts)
              select :'id', case_id, service_user_id, consent_id, requester, receiver, gen_random_uuid(), site_place, service_type, shared_data, priority,
                need, now(), 'draft', 1, false, 'none', 0 from referrals limit 1;
            insert into referral_moves (id, referral_id, step, at, organization, to_status) values (gen_random_uuid(), :'id', 1, now(), 'mlspp', 'draft');
            {{Common}}
            commit;
            begin;
            select from consents where id = (select consent_id from referrals limit 1) for share;
            update referrals set status = 'requested', step = 2, requested_at = now(), deadline = now() + interval '72 hours' where id = :'id';
            insert into referral_moves (id, referral_id, step, at, organization, from_status, to_status)
              values (gen_random_uuid(), :'id', 2, now(), 'mlspp', 'draft', 'requested');
            {{Common}}
            commit;
            """
        );
        var server = new NpgsqlConnectionStringBuilder(database);
        using var process = Process.Start(
            new ProcessStartInfo(
                "pgbench",
                ["-n", "-T", "10", "-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, "-f", script, server.Database!]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PGPASSWORD"] = server.Password },
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        return
            Tps().Match(output) is { Success: true } tps
            && double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture) is > 0 and var perSecond
            ? TimeSpan.FromSeconds(1 / perSecond)
            : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
    }

    private static async Task ExecuteAsync(BenchedReferrals app, string sql)
    {
        await using var source = NpgsqlDataSource.Create(app.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
