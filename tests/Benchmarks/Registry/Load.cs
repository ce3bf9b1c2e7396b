using System.Diagnostics;

namespace SocialServices.Benchmarks.Registry;

/// <summary>What a number of clients measured who each ask one query after the other.</summary>
/// <param name="Latencies">Of every answer, in ms, ascending.</param>
/// <param name="Seconds">How long they asked.</param>
internal sealed record Load(double[] Latencies, double Seconds)
{
    public double PerSecond => Latencies.Length / Seconds;

    public double Percentile(double share) => Latencies[(int)Math.Min(Latencies.Length - 1, Math.Ceiling(Latencies.Length * share) - 1)];

    /// <exception cref="HttpRequestException">An answer was not 200: then there is nothing to measure.</exception>
    public static async Task<Load> RunAsync(HttpClient client, IReadOnlyList<string> paths, int clients, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, clients).Select(number => Task.Run(() => AskAsync(number))));
        return new Load([.. latencies.SelectMany(all => all).Order()], watch.Elapsed.TotalSeconds);

        async Task<List<double>> AskAsync(int number)
        {
            var random = new Random(number);
            var measured = new List<double>(20_000);
            while (watch.Elapsed < duration)
            {
                var begin = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(paths[random.Next(paths.Count)]);
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
                measured.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            return measured;
        }
    }
}
