using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using SocialServices.Testing;

namespace SocialServices.Benchmarks.Registry;

/// <summary>100,000 new sites by CSV, from the upload to the end of the import, beside a plain COPY of the same rows into the same table.</summary>
internal static class RegistryImport
{
    private static readonly int Rows = int.Parse(
        Environment.GetEnvironmentVariable("BENCH_ROWS") ?? "100000",
        CultureInfo.InvariantCulture
    );
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private const int WarmUp = 5000;
    private const double MaxSeconds = 60;
    private const string Columns =
        "id, organization_code, service_type_code, place_code, code, address, latitude, longitude, status, opened_at, total, held, taken, name_tk, name_ru, name_en";

    /// <returns>Whether the goal is reached.</returns>
    public static async Task<bool> RunAsync()
    {
        var issuer = await TestIssuer.SharedAsync();
        await using var referrals = await EventLogPeer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var registry = new RegistryProcess(database.ConnectionString, issuer.Authority, referrals.Address);
        await registry.MigrateAsync();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { CommandTimeout = 300 }
        );
        await ExecuteAsync(source, RegistrySearch.Providers);
        var csv = await SiteFile.GenerateAsync(source, Rows, "b");
        await StageAsync(source, csv);
        await registry.ServeAsync();

        using var client = new HttpClient { BaseAddress = registry.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            issuer.Token("registry.write programme.manage")
        );
        await ImportAsync(client, await SiteFile.GenerateAsync(source, WarmUp, "w"), "created", WarmUp);
        var (first, rows) = await ImportAsync(client, csv, "created", Rows);
        var (again, _) = await ImportAsync(client, csv, "unchanged", Rows);
        await registry.DisposeAsync();
        var copy = await CopyAsync(source);
        Console.WriteLine(
            $"""
            Machine   {ThisMachine.Describe()}; the uploader, the service with its event relay, RabbitMQ and PostgreSQL share it
            Import    POST /api/v1/registry/imports, {Rows:N0} new sites, {csv.Length
                / 1024.0
                / 1024:0.0} MiB of CSV, after {WarmUp:N0} others to warm up; {rows}
                      {first.TotalSeconds:0.0} s from the upload to the end, {Rows
                / first.TotalSeconds:0} rows a second; the same file once more, all unchanged: {again.TotalSeconds:0.0} s
            COPY      of the same rows into the same table with its indexes and triggers, one transaction; no checks, ledger, history, events or duplicates
                      {copy.TotalSeconds:0.0} s; the import takes {first / copy:0.0} times as long
            Goal      < {MaxSeconds:0} s: {(first.TotalSeconds < MaxSeconds ? "reached" : "MISSED")} ({first.TotalSeconds:0.0} s)
            """
        );
        return first.TotalSeconds < MaxSeconds;
    }

    private static async Task<(TimeSpan Elapsed, string Rows)> ImportAsync(HttpClient client, byte[] csv, string expected, int count)
    {
        var watch = Stopwatch.StartNew();
        using var content = new ByteArrayContent(csv) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var accepted = await client.PostAsync("/api/v1/registry/imports?kind=sites&again=true", content);
        if (!accepted.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await accepted.Content.ReadAsStringAsync());
        }

        while (watch.Elapsed < Patience)
        {
            var import = JsonNode.Parse(await client.GetStringAsync(accepted.Headers.Location))!;
            if (import["endedAt"] is not null)
            {
                var rows = import["rows"]!;
                return rows[expected]!.GetValue<int>() == count
                    ? (
                        watch.Elapsed,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{rows["created"]} created, {rows["rejected"]} rejected, {rows["warnings"]} warnings, {rows["duplicates"]} probable duplicates"
                        )
                    )
                    : throw new InvalidOperationException(import.ToJsonString());
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"The import has not ended after {Patience}: {accepted.Headers.Location}");
    }

    private static async Task StageAsync(NpgsqlDataSource source, byte[] csv)
    {
        await ExecuteAsync(
            source,
            $"""
            create table staged as select {Columns} from sites with no data;
            alter table staged alter id set default gen_random_uuid(), alter held set default 0, alter taken set default 0, alter opened_at set default now();
            """
        );
        await using var connection = await source.OpenConnectionAsync();
        await using var import = await connection.BeginTextImportAsync(
            "copy staged (code, organization_code, service_type_code, place_code, name_tk, name_ru, name_en, address, latitude, longitude, status, total) from stdin (format csv, header)"
        );
        await import.WriteAsync(Encoding.UTF8.GetString(csv));
    }

    // Into the emptied table, after the import. Autovacuum would count the table while none of its rows is committed; with that, the check of
    // the statuses' foreign key is planned for an empty table, and takes minutes.
    private static async Task<TimeSpan> CopyAsync(NpgsqlDataSource source)
    {
        await ExecuteAsync(
            source,
            "alter table sites set (autovacuum_enabled = false); set session_replication_role = replica; truncate sites, search_words cascade; set session_replication_role = default; update places set code = code; update organizations set code = code; update service_types set code = code"
        );
        await using var from = await source.OpenConnectionAsync();
        await using var to = await source.OpenConnectionAsync();
        var watch = Stopwatch.StartNew();
        await using (var export = await from.BeginRawBinaryCopyAsync($"copy (select {Columns} from staged) to stdout (format binary)"))
        await using (var import = await to.BeginRawBinaryCopyAsync($"copy sites ({Columns}) from stdin (format binary)"))
        {
            await export.CopyToAsync(import);
        }

        return watch.Elapsed;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
