using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Contracts.Referrals;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Reporting;

/// <summary>How long it takes from an event at the broker until an inside figure counts it.</summary>
internal static class Freshest
{
    private const string Organization = "mlspp";
    private const int PerSecond = 200;
    private const string Figure = $"/api/v1/reporting/inside/cases-opened?organization={Organization}";

    /// <returns>The 99th of a hundred, at <see cref="PerSecond"/> events a second.</returns>
    public static async Task<TimeSpan> P99Async(BenchedReporting reporting, TimeSpan duration)
    {
        using var worker = reporting.Service.Client("reporting.inside", Organization, "bench", new ActingPerson(Guid.NewGuid()));
        var events = new PeerEvents(reporting.Service.Services, "referrals");
        var before = await TotalAsync(worker);
        var sent = new TimeSpan[(int)(PerSecond * duration.TotalSeconds)];
        var watch = Stopwatch.StartNew();
        var sending = SendAsync(events, sent, watch);
        var (latencies, seen) = (new List<TimeSpan>(sent.Length), 0);
        while (seen < sent.Length && watch.Elapsed < duration + TimeSpan.FromSeconds(30))
        {
            var counted = (int)(await TotalAsync(worker) - before);
            for (var now = watch.Elapsed; seen < counted; seen++)
            {
                latencies.Add(now - sent[seen]);
            }
        }

        await sending;
        return seen == sent.Length
            ? latencies.Order().ElementAt((int)(latencies.Count * 0.99))
            : throw new InvalidOperationException($"Only {seen} of {sent.Length} events were counted.");
    }

    private static async Task SendAsync(PeerEvents events, TimeSpan[] sent, Stopwatch watch)
    {
        var sending = new List<Task>();
        for (var i = 0; i < sent.Length; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)PerSecond);
            while (watch.Elapsed < due)
            {
                await Task.Delay(1);
            }

            sent[i] = watch.Elapsed;
            var opened = new CaseOpened(Guid.CreateVersion7(), Organization, ReportingSeed.PersonOf(i), Guid.CreateVersion7(), "self")
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = DateTimeOffset.UtcNow,
            };
            sending.Add(events.PublishAsync(opened, 100_000_000 + i));
        }

        await Task.WhenAll(sending);
    }

    private static async Task<long> TotalAsync(HttpClient worker) => (long)(await worker.GetFromJsonAsync<JsonNode>(Figure))!["total"]!;
}
