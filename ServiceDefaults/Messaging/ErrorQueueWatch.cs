using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Telemetry;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>
/// Keeps the metric <c>socialservices.errors.waiting</c> and the health check <c>error-queues</c> current. The check only
/// degrades: an event that waits holds up nothing else, and the service can do its work.
/// </summary>
internal sealed partial class ErrorQueueWatch(
    ErrorList errors,
    ErrorQueues broker,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<ErrorQueueWatch> logger
) : BackgroundService, IHealthCheck
{
    private IReadOnlyDictionary<string, long> inBroker = new Dictionary<string, long>();
    private IReadOnlyDictionary<string, long> parked = new Dictionary<string, long>();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waiting = Counts().Where(count => count.Value > 0).Select(count => $"{count.Value} in {count.Key}").Order().ToList();
        return Task.FromResult(
            waiting.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthReasons.Of(
                    HealthStatus.Degraded,
                    $"Events that could not be processed wait: {string.Join(", ", waiting)}. See --errors and --replay-errors."
                )
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SocialServicesTelemetry.Meter.CreateObservableGauge(
            "socialservices.errors.waiting",
            () => Counts().Select(count => new Measurement<long>(count.Value, new KeyValuePair<string, object?>("queue", count.Key))),
            "{event}",
            "Events that could not be processed and wait in an error queue."
        );
        using var timer = new PeriodicTimer(options.Value.FollowEvery, clock);
        do
        {
            parked = await CountAsync(errors.CountParkedAsync, parked, stoppingToken);
            inBroker = await CountAsync(broker.CountAsync, inBroker, stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IReadOnlyDictionary<string, long> Counts() => ErrorList.Sum(parked, inBroker);

    private async Task<IReadOnlyDictionary<string, long>> CountAsync(
        Func<CancellationToken, Task<IReadOnlyDictionary<string, long>>> countAsync,
        IReadOnlyDictionary<string, long> before,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await countAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(fault.Message);
            return before;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The events that could not be processed could not be counted: {Reason}")]
    private partial void LogFault(string reason);
}
