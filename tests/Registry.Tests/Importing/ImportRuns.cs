using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Registry.Imports;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Runs of imports that a test begins by itself, where the service's own worker is kept away.</summary>
internal static class ImportRuns
{
    /// <summary>As <see cref="ImportWorker{TImport}"/> does, until nothing is left to do or something fails.</summary>
    public static async Task RunImportsAsync(this RegistryApp app, CancellationToken cancellationToken)
    {
        var worker = Guid.NewGuid();
        Import? import = null;
        try
        {
            while (true)
            {
                await using var scope = app.Services.CreateAsyncScope();
                if ((import = await scope.Queue().ClaimAsync(worker, cancellationToken)) is null)
                {
                    return;
                }

                await scope.ServiceProvider.GetRequiredService<ImportRun<Import>>().HandleAsync(import, worker, cancellationToken);
            }
        }
        catch (Exception) when (import is not null)
        {
            await using var other = app.Services.CreateAsyncScope();
            await other.Queue().GiveBackAsync(import.Id, worker, faults: 0);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Npgsql.NpgsqlException) // as EF tells it, or as it is when rows are read
        {
            await using var db = app.OpenDatabase();
            await db.Database.ExecuteSqlAsync($"update imports set leased_until = now() where leased_by = {worker}", cancellationToken); // killed while it claimed
        }
    }

    /// <summary>Runs until a worker fails because it wants to go on behind so many rows.</summary>
    public static async Task RunImportsUntilAsync(this RegistryApp app, int rows, CancellationToken cancellationToken)
    {
        await using var db = app.OpenDatabase();
        var create = $"""
            create function stop_import() returns trigger language plpgsql as 'begin raise exception ''killed''; end';
            create trigger stop_import before update on imports for each row when (new.rows_read > {rows}) execute function stop_import()
            """;
        await db.Database.ExecuteSqlRawAsync(create, cancellationToken);
        await app.RunImportsAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("drop trigger stop_import on imports; drop function stop_import()", cancellationToken);
    }

    public static ImportQueue<Import> Queue(this AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<ImportQueue<Import>>();
}
