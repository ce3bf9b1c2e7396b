using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace SocialServices.Benchmarks;

/// <summary>PostgreSQL's own benchmark, beside which the services are measured.</summary>
internal static partial class PgBench
{
    /// <param name="database">Connection string.</param>
    /// <param name="scripts">Contents of the scripts; one of them, by chance, is a transaction.</param>
    /// <param name="clients">How many ask at once.</param>
    /// <param name="duration">How long.</param>
    /// <param name="mode">extended: as the services send statements; simple: without a step for the parameters.</param>
    /// <returns>The command line without server and password, and scripts run in a second.</returns>
    public static async Task<(string Command, double PerSecond)> RunAsync(
        string database,
        IReadOnlyList<string> scripts,
        int clients,
        TimeSpan duration,
        string mode = "simple"
    )
    {
        var folder = Directory.CreateTempSubdirectory("pgbench-");
        try
        {
            var files = new List<string>();
            foreach (var (index, script) in scripts.Index())
            {
                files.Add(Path.Combine(folder.FullName, $"{index:00}.sql"));
                await File.WriteAllTextAsync(files[^1], script);
            }

            string[] options =
            [
                "-n",
                "-M",
                mode,
                "-c",
                $"{clients}",
                "-j",
                $"{Math.Min(clients, Environment.ProcessorCount)}",
                "-T",
                $"{duration.TotalSeconds:0}",
            ];
            var server = new NpgsqlConnectionStringBuilder(database);
            using var process = Process.Start(
                new ProcessStartInfo(
                    "pgbench",
                    [
                        .. options,
                        "-h",
                        server.Host!,
                        "-p",
                        $"{server.Port}",
                        "-U",
                        server.Username!,
                        .. files.SelectMany(file => new[] { "-f", file }),
                        server.Database!,
                    ]
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
            return TransactionsPerSecond().Match(output) is { Success: true } tps && process.ExitCode == 0
                ? ($"pgbench {string.Join(' ', options)}", double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture))
                : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex TransactionsPerSecond();
}
