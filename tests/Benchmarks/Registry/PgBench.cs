using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using SocialServices.Registry.Sites.Searching;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Benchmarks.Registry;

/// <summary>The statements that the service sends for each query, with their parameters as literals, run by pgbench.</summary>
internal static partial class PgBench
{
    /// <returns>The command line without the password, and transactions (= searches) in a second.</returns>
    public static async Task<(string Command, double PerSecond)> RunAsync(
        string database, IReadOnlyList<string> queries, string folder, int clients, TimeSpan duration)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using (var connection = await source.OpenConnectionAsync())
        {
            foreach (var (index, query) in queries.Index())
            {
                await File.WriteAllTextAsync(Script(folder, index), await ScriptAsync(connection, query));
            }
        }

        var server = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo("pgbench", [
            "-n", "-M", "simple", "-c", $"{clients}", "-j", $"{Math.Min(clients, Environment.ProcessorCount)}", "-T", $"{duration.TotalSeconds:0}",
            "-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!,
            .. queries.Index().SelectMany(query => new[] { "-f", Script(folder, query.Index) }), server.Database!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = server.Password },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return TransactionsPerSecond().Match(output) is { Success: true } tps && process.ExitCode == 0
            ? ($"pgbench -n -M simple -c {clients} -T {duration.TotalSeconds:0} -f (one script a query)", double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
    }

    private static async Task<string> ScriptAsync(NpgsqlConnection connection, string query)
    {
        var asked = QueryHelpers.ParseQuery(query).ToDictionary(part => part.Key, part => part.Value.ToString());
        var request = new SearchRequest(
            asked.GetValueOrDefault("q"), asked.GetValueOrDefault("need"), Number(asked.GetValueOrDefault("age")), asked.GetValueOrDefault("place"),
            asked.GetValueOrDefault("near"), Number(asked.GetValueOrDefault("withinKm")), null, null, asked.GetValueOrDefault("serviceType"),
            asked.GetValueOrDefault("organization"), null, null, null);
        var (levels, places) = await SiteSearch.UnderstandAsync(connection, request.Q, request.Place, CancellationToken.None);
        GeoPoint? near = request.Near is not null && GeoPoint.TryParse(request.Near, out var point) ? point : null;
        var criteria = new SearchCriteria(
            levels, places, near, request.WithinKm ?? 50, Number(asked.GetValueOrDefault("minFree")) ?? (asked.ContainsKey("free") ? 1 : 0),
            asked.ContainsKey("sort"), "active", request);

        var statements = new List<NpgsqlCommand>();
        var left = (Number(asked.GetValueOrDefault("limit")) ?? PageRequest.DefaultLimit) + 1;
        for (var level = 0; level < criteria.LevelCount && left > 0; level++)
        {
            statements.Add(SearchSql.Page(connection, criteria, level, null, left));
            await using var reader = await statements[^1].ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                left--; // as the service: the next level only when the page is not full
            }
        }

        if (request.Q is not null || request.Place is not null)
        {
            statements.Insert(0, SiteSearch.Understand(connection, request.Q, request.Place));
        }

        if (asked.ContainsKey("facets"))
        {
            statements.Add(SearchSql.Facets(connection, criteria));
        }

        return string.Concat(statements.Select(statement => Literal(statement).ReplaceLineEndings(" ") + ";\n"));
    }

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static string Literal(NpgsqlCommand statement) => Placeholder().Replace(
        statement.CommandText, match => Literal(statement.Parameters[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1].Value));

    private static string Literal(object? value) => value switch
    {
        null or DBNull => "null",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        string[] texts => $"'{{{string.Join(',', texts)}}}'::text[]",
        double number => $"{number.ToString("R", CultureInfo.InvariantCulture)}::double precision",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Script(string folder, int index) => Path.Combine(folder, $"{index:00}.sql");

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex TransactionsPerSecond();
}
