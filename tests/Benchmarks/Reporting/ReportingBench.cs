using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Benchmarks.Registry;
using SocialServices.Reporting.Facts;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Reporting;

/// <summary>
/// Rebuild, releases and inside figures over 1,000,000 facts. <c>FACTS</c> makes them fewer; the rebuild reads a fifth as many events.
/// </summary>
internal static class ReportingBench
{
    private const string Root = "/api/v1/reporting";
    private const int Tables = 20;
    private const int Calls = 5;
    private const double MinEvents = 10_000;
    private static readonly TimeSpan MaxTable = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxLatency = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRelease = TimeSpan.FromSeconds(60);

    public static async Task<bool> RunAsync()
    {
        Environment.CurrentDirectory = AppContext.BaseDirectory; // where WebApplicationFactory looks for the service's folder
        var facts = int.TryParse(Environment.GetEnvironmentVariable("FACTS"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : 1_000_000;
        await using var reporting = await BenchedReporting.StartAsync();
        Print($"Machine   {ThisMachine.Describe()}; caller, service, PostgreSQL and RabbitMQ share it");

        ReportingSeed.Tell(reporting, facts / 5);
        var rebuilt = await RebuildAsync(reporting);
        Print($"Rebuild   {facts / 5:N0} events: {rebuilt:N0} a second (goal {MinEvents:N0})");

        var watch = Stopwatch.StartNew();
        await ReportingSeed.PlantAsync(reporting, facts);
        Print($"Facts     {facts:N0} about {facts * 3 / 10:N0} people, planted in {watch.Elapsed.TotalSeconds:0} s");

        var latency = await Freshest.P99Async(reporting, TimeSpan.FromSeconds(10));
        Print(
            $"Inside    from event to figure at 200 events a second: p99 {latency.TotalMilliseconds:0} ms (goal {MaxLatency.TotalMilliseconds:0})"
        );

        using var office = reporting.Service.Client("reporting.read programme.manage", "mlspp", "office", new ActingPerson(Guid.NewGuid()));
        var quarter = await PublishAsync(office, "2021-Q3", StandardTables.All.Take(Tables));
        Print($"Quarter   {Tables} tables: {Describe(quarter)} (goal {MaxRelease.TotalSeconds:0} s)");
        if (quarter.Release.Status is not ReleaseStatus.Published)
        {
            return false;
        }

        var table = await P95Async(reporting, quarter);
        Print(
            $"Table     each of {quarter.Release.Tables!.Count}, {Calls} times: p95 {table.TotalMilliseconds:0.0} ms (goal {MaxTable.TotalMilliseconds:0})"
        );
        var hidden = HiddenCells.Of(await ExactAsync(reporting, quarter.Release), quarter.Release.Certificate!.Threshold);
        Print(
            $"Hidden    needlessly, of {hidden.Cells:N0} numbers: {hidden.Proven:0.0%}; by the rule of one pass, which proves nothing: {hidden.OnePass:0.0%}"
        );
        var year = await PublishAsync(office, "2021", StandardTables.All);
        Print($"Year      {StandardTables.All.Count} tables, proven together with the quarter: {Describe(year)}");
        return rebuilt >= MinEvents
            && latency <= MaxLatency
            && table <= MaxTable
            && quarter.Elapsed <= MaxRelease
            && quarter.Release.Status is ReleaseStatus.Published;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Describe((ReleaseView Release, TimeSpan Elapsed) made) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{made.Release.Status} in {made.Elapsed.TotalSeconds:0.0} s, of that the proof {made.Release.Certificate?.Seconds:0.0} s; {made.Release.Certificate?.Cells:N0} numbers, {made.Release.Certificate?.Protected:N0} to protect, {made.Release.Certificate?.Attackers} attackers, coarsened {made.Release.Certificate?.Coarsened} times {made.Release.RefusedBecause}"
        );

    private static async Task<double> RebuildAsync(BenchedReporting reporting)
    {
        await using var scope = reporting.Service.Services.CreateAsyncScope();
        var watch = Stopwatch.StartNew();
        var events = await RebuildFacts.RebuildAsync(scope.ServiceProvider, CancellationToken.None);
        return events / watch.Elapsed.TotalSeconds;
    }

    private static async Task<(ReleaseView Release, TimeSpan Elapsed)> PublishAsync(
        HttpClient office,
        string period,
        IEnumerable<TableRequest> tables
    )
    {
        var watch = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/releases")
        {
            Content = JsonContent.Create(new { period, tables }, options: Json.Options),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await office.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var number = (int)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["number"]!;
        while (true)
        {
            var release = (await office.GetFromJsonAsync<ReleaseView>($"{Root}/releases/{number}", Json.Options))!;
            if (release.Status is ReleaseStatus.Published or ReleaseStatus.Refused)
            {
                return (release, watch.Elapsed);
            }

            await Task.Delay(100);
        }
    }

    private static async Task<TimeSpan> P95Async(BenchedReporting reporting, (ReleaseView Release, TimeSpan Elapsed) made)
    {
        using var reader = reporting.Service.Client("reporting.read", "undp", "reader");
        var times = new List<TimeSpan>();
        for (var call = 0; call < Calls; call++)
        {
            foreach (var code in made.Release.Tables!)
            {
                var watch = Stopwatch.StartNew();
                await reader.GetByteArrayAsync($"{Root}/releases/{made.Release.Number}/tables/{code}");
                times.Add(watch.Elapsed);
            }
        }

        return times.Order().ElementAt((int)(times.Count * 0.95));
    }

    private static async Task<IReadOnlyList<ExactTable>> ExactAsync(BenchedReporting reporting, ReleaseView release) =>
        JsonSerializer.Deserialize<IReadOnlyList<ExactTable>>(
            (await reporting.Service.InDatabaseAsync(db => db.Releases.SingleAsync(one => one.Number == release.Number))).Exact!,
            Json.Options
        )!;
}
