using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Works on one import after the other. Every replica has such a worker.</summary>
public sealed partial class ImportWorker<TImport>(
    IServiceScopeFactory scopes,
    ImportSignal signal,
    IOptions<ImportOptions> options,
    TimeProvider clock,
    ServiceIdentity service,
    ILogger<ImportWorker<TImport>> logger
) : BackgroundService
    where TImport : FileImport
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private readonly Guid worker = Guid.NewGuid();
    private (long Queued, long Running) counted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Every replica reports the same numbers: take the maximum over replicas, not the sum.
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            $"socialservices.{service.Name}.imports",
            () => new[] { Of(counted.Queued, "queued"), Of(counted.Running, "running") },
            "{import}",
            "Imports that have not ended, by state."
        );
        var forgotten = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await WorkAsync(stoppingToken)) { }

                await using var scope = scopes.CreateAsyncScope();
                var queue = scope.ServiceProvider.GetRequiredService<ImportQueue<TImport>>();
                counted = await queue.CountAsync(stoppingToken);
                if (clock.GetUtcNow() - forgotten > ForgetEvery)
                {
                    await queue.ForgetFilesAsync(stoppingToken);
                    forgotten = clock.GetUtcNow();
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }

            await signal.WaitAsync(options.Value.LookEvery, stoppingToken);
        }
    }

    /// <returns>False when there is nothing to do, or it failed and should be tried again later.</returns>
    private async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<ImportQueue<TImport>>().ClaimAsync(worker, cancellationToken) is not { } import)
        {
            return false;
        }

        counted = (counted.Queued, Math.Max(counted.Running, 1));
        using var span = SocialServicesTelemetry.Source.StartActivity("import");
        span?.SetTag("socialservices.import.id", import.Id);
        try
        {
            await scope.ServiceProvider.GetRequiredService<ImportRun<TImport>>().HandleAsync(import, worker, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await GiveBackAsync(import.Id, faults: 0);
            throw;
        }
        catch (Exception fault)
        {
            LogInterrupted(fault, import.Id, import.Faults + 1);
            await GiveBackAsync(import.Id, faults: 1);
            return false;
        }
    }

    // On another connection: the one before may be broken.
    private async Task GiveBackAsync(Guid import, int faults)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ImportQueue<TImport>>().GiveBackAsync(import, worker, faults);
    }

    private static Measurement<long> Of(long value, string state) => new(value, new KeyValuePair<string, object?>("state", state));

    [LoggerMessage(LogLevel.Error, "Imports could not be looked for; the next round tries again")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(
        LogLevel.Warning,
        "Import {Import} was interrupted ({Faults} times since its last batch); it continues after that batch"
    )]
    private partial void LogInterrupted(Exception fault, Guid import, int faults);
}
