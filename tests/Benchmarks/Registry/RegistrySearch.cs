using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Npgsql;
using SocialServices.ServiceDefaults.Data;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Registry;

/// <summary>Search of 100,000 sites at the service, beside the same SQL run by pgbench on the same machine.</summary>
internal static class RegistrySearch
{
    private const double MaxMs = 25;
    private const double MinRatio = 0.6;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);
    private static readonly int Clients = int.Parse(
        Environment.GetEnvironmentVariable("BENCH_CLIENTS") ?? "4",
        CultureInfo.InvariantCulture
    );

    /// <returns>Whether both goals are reached.</returns>
    public static async Task<bool> RunAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var referrals = await EventLogPeer.StartAsync();
        var issuer = await TestIssuer.SharedAsync();
        await using var registry = new RegistryProcess(database.ConnectionString, issuer.Authority, referrals.Address);
        await registry.MigrateAsync();
        var filling = Stopwatch.StartNew();
        await FillAsync(database.ConnectionString);
        Console.WriteLine($"100,000 sites generated and indexed in {filling.Elapsed.TotalSeconds:0.0} s");
        await registry.ServeAsync();

        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = registry.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            issuer.Token("registry.read registry.capacity")
        );
        var paths = Mix
            .Queries.Select(query => $"/api/v1/registry/sites?{Uri.EscapeDataString(query).Replace("%3D", "=").Replace("%26", "&")}")
            .ToList();
        await Load.RunAsync(client, paths, Clients, WarmUp);
        var service = await Load.RunAsync(client, paths, Clients, Measured);
        var scripts = await SearchScripts.OfAsync(database.ConnectionString, Mix.Queries);
        var (command, perSecond) = await PgBench.RunAsync(database.ConnectionString, scripts, Clients, Measured);
        if (Environment.GetEnvironmentVariable("BENCH_EACH") is not null)
        {
            await EachAsync(client, paths);
        }

        return Report(service, command, perSecond);
    }

    /// <summary>The organizations of the generated sites.</summary>
    public static string Providers => Script[..Script.IndexOf("insert into sites", StringComparison.Ordinal)];

    private static string Script => EmbeddedFile.Read("sites.sql", typeof(RegistrySearch).Assembly);

    private static async Task FillAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { CommandTimeout = 120 });
        await using var command = source.CreateCommand(Script);
        await command.ExecuteNonQueryAsync();
        foreach (var table in new[] { "sites", "search_words" })
        {
            await using var vacuum = source.CreateCommand($"vacuum (analyze) {table}"); // as autovacuum does within minutes
            await vacuum.ExecuteNonQueryAsync();
        }
    }

    // Which query is the slow one: the median of ten, alone.
    private static async Task EachAsync(HttpClient client, IReadOnlyList<string> paths)
    {
        foreach (var (index, path) in paths.Index())
        {
            var alone = await Load.RunAsync(client, [path], 1, TimeSpan.FromMilliseconds(150));
            Console.WriteLine($"{alone.Percentile(0.5), 8:0.0} ms  {Mix.Queries[index]}");
        }
    }

    private static bool Report(Load service, string command, double perSecond)
    {
        var (p95, ratio) = (service.Percentile(0.95), service.PerSecond / perSecond);
        Console.WriteLine(
            $"""
            Machine   {ThisMachine.Describe()}; clients, service and PostgreSQL share it
            Service   GET /api/v1/registry/sites, {Mix.Queries.Length} queries at random, {Clients} clients, {Measured.TotalSeconds:0} s after {WarmUp.TotalSeconds:0} s to warm up
                      {service.Latencies.Length} answers, {service.PerSecond:0} a second; p50 {service.Percentile(
                0.5
            ):0.0} ms, p95 {p95:0.0} ms, p99 {service.Percentile(0.99):0.0} ms
            pgbench   {command}
                      {perSecond:0} a second
            Goals     p95 < {MaxMs:0} ms: {(p95 < MaxMs ? "reached" : "MISSED")} ({p95:0.0} ms); service / pgbench >= {MinRatio:0%}: {(
                ratio >= MinRatio ? "reached" : "MISSED"
            )} ({ratio:0%})
            """
        );
        return p95 < MaxMs && ratio >= MinRatio;
    }
}
