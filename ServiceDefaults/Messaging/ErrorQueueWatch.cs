using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>Keeps the metric <c>socialservices.errors.waiting</c> current.</summary>
internal sealed partial class ErrorQueueWatch(ErrorQueues errors, TimeProvider clock, ILogger<ErrorQueueWatch> logger) : BackgroundService
{
    private IReadOnlyDictionary<string, long> counts = new Dictionary<string, long>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.errors.waiting",
            () =>
                counts.Select(count => new System.Diagnostics.Metrics.Measurement<long>(
                    count.Value,
                    new KeyValuePair<string, object?>("queue", count.Key)
                )),
            "{event}",
            "Events that could not be processed and wait in an error queue."
        );
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15), clock);
        do
        {
            try
            {
                counts = await errors.CountAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The error queues could not be counted: {Reason}")]
    private partial void LogFault(string reason);
}
