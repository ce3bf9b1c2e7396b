using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using SocialServices.Benchmarks.Registry;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Referrals;

/// <summary>
/// A referral from draft to requested beside its own SQL by pgbench; a worker's list over 100,000 cases; the search for the same person
/// among 1,000,000. <c>PEOPLE</c> and <c>CASES</c> make it smaller.
/// </summary>
internal static class ReferralsBench
{
    private static readonly string[] Purposes = ["referral"];
    private static readonly string[] Recipients = ["nrcs"];
    private static readonly string[] Shared = ["identity", "need"];
    private const string Root = "/api/v1/referrals";
    private const int Calls = 600;
    private const int WarmUp = 600; // .NET compiles hot code twice
    private const int Rounds = 5;
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
        var rounds = await TakeTurnsAsync(client, app.ConnectionString);
        var ratios = rounds.Select(round => round.Service / round.Sql).Order().ToList();
        var median = rounds.OrderBy(round => round.Service / round.Sql).ElementAt(Rounds / 2);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                List       a worker's own open cases: p95 {list.TotalMilliseconds:0.0} ms; all that the worker may see: p95 {all.TotalMilliseconds:0.0} ms (goal {MaxList.TotalMilliseconds:0})
                Search     by names and birth date: p95 {search.TotalMilliseconds:0.0} ms (goal {MaxSearch.TotalMilliseconds:0})
                Referral   draft and request, with hold and events, one caller: {median.Service.TotalMilliseconds:0.0} ms
                pgbench    the statements of both, one client: {median.Sql.TotalMilliseconds:0.0} ms
                Ratio      {ratios[Rounds / 2]:0.0}, the median of {Rounds} rounds from {ratios[0]:0.0} to {ratios[
                    ^1
                ]:0.0} (goal {MaxRatio:0})
                """
            )
        );
        return list <= MaxList && all <= MaxList && search <= MaxSearch && ratios[Rounds / 2] <= MaxRatio;
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
        for (var i = -WarmUp; i < Calls; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await callAsync(Math.Abs(i) % Calls);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            if (i >= 0)
            {
                times.Add(watch.Elapsed);
            }
        }

        return times.Order().ElementAt((int)(times.Count * 0.95));
    }

    /// <summary>The service and pgbench in turns, so that a machine that slows down slows down both.</summary>
    private static async Task<IReadOnlyList<(TimeSpan Service, TimeSpan Sql)>> TakeTurnsAsync(HttpClient client, string database)
    {
        var cases = await ConsentAsync(client);
        await CreateAsync(client, cases, WarmUp);
        var rounds = new List<(TimeSpan, TimeSpan)>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add((await CreateAsync(client, cases, Calls / Rounds * 2), await PgBenchAsync(database, cases)));
        }

        return rounds;
    }

    private static async Task<IReadOnlyList<CareCase>> ConsentAsync(HttpClient client)
    {
        var cases = new List<CareCase>();
        foreach (
            var item in JsonNode.Parse(await client.GetStringAsync($"{Root}/cases?mine=true&open=true&limit=200"))!["items"]!.AsArray()
        )
        {
            var id = (Guid)item!["id"]!;
            var consent = await PostAsync(
                client,
                $"{Root}/cases/{id}/consents",
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
            cases.Add(new CareCase(id, consent, (Guid)item["serviceUserId"]!));
        }

        return cases;
    }

    /// <summary>One after the other for each case of the worker, as a caller of the API would.</summary>
    /// <returns>How long one takes, draft and request.</returns>
    private static async Task<TimeSpan> CreateAsync(HttpClient client, IReadOnlyList<CareCase> cases, int calls)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < calls; i++)
        {
            var of = cases[i % cases.Count];
            var draft = await PostAsync(
                client,
                $"{Root}/cases/{of.Id}/referrals",
                new
                {
                    siteId = Guid.CreateVersion7(),
                    need = "Needs counselling after losing work.",
                    priority = "urgent",
                    consentId = of.Consent,
                    sharedData = Shared,
                }
            );
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/referrals/{draft}/request");
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        return watch.Elapsed / calls;
    }

    private static async Task<Guid> PostAsync(HttpClient client, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (Guid)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>The statements of a draft and its request, in their two transactions; a script for each case.</summary>
    private static async Task<TimeSpan> PgBenchAsync(string database, IReadOnlyList<CareCase> cases)
    {
        await using var source = typeof(ReferralsBench).Assembly.GetManifestResourceStream("referral.sql")!;
        using var reader = new StreamReader(source);
        var script = await reader.ReadToEndAsync();
        string Of(CareCase one) =>
            new StringBuilder(script)
                .Replace(":case", $"{one.Id}")
                .Replace(":consent", $"{one.Consent}")
                .Replace(":person", $"{one.Person}")
                .ToString();
        return TimeSpan.FromSeconds(
            1
                / (
                    await PgBench.RunAsync(database, [.. cases.Take(100).Select(Of)], clients: 1, TimeSpan.FromSeconds(4), "extended")
                ).PerSecond
        );
    }

    private static async Task ExecuteAsync(BenchedReferrals app, string sql)
    {
        await using var source = NpgsqlDataSource.Create(app.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed record CareCase(Guid Id, Guid Consent, Guid Person);
}
