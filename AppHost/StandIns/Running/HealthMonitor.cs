using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Polls the health checks of every resource that runs, and says when it is ready.</summary>
internal sealed class HealthMonitor(ResourceNotificationService notifications, HealthCheckService checks, IDistributedApplicationEventing eventing, IServiceProvider services, ResourceLoggerService loggers)
{
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhenUnhealthy = TimeSpan.FromSeconds(0.25);

    private readonly ConcurrentDictionary<IResource, CancellationTokenSource> _running = [];

    public void Start() => notifications.Updated += update =>
    {
        if (update.Snapshot.State?.Text != KnownResourceStates.Running)
        {
            Stop(update.Resource);
        }
        else if (update.Resource is not IResourceWithoutLifetime && !_running.ContainsKey(update.Resource))
        {
            var stop = _running[update.Resource] = new CancellationTokenSource();
            _ = Task.Run(() => MonitorAsync(update.Resource, stop.Token));
        }
    };

    public static ImmutableArray<HealthReportSnapshot> NothingReported(IResource resource) =>
        [.. Keys(resource).Select(key => new HealthReportSnapshot(key, null, null, null))];

    private static IEnumerable<string> Keys(IResource resource) => resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key);

    private void Stop(IResource resource)
    {
        if (_running.TryRemove(resource, out var stop))
        {
            stop.Cancel();
        }
    }

    private async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            var keys = Keys(resource).ToHashSet();
            var isReady = false;
            while (true)
            {
                var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken);
                await PublishAsync(resource, report, cancellationToken);
                if (report.Status == HealthStatus.Healthy && !isReady)
                {
                    isReady = true;
                    await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
                    await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { IsReady = snapshot.State?.Text == KnownResourceStates.Running });
                }

                if (keys.Count == 0)
                {
                    return;
                }

                await Task.Delay(report.Status == HealthStatus.Healthy ? WhenHealthy : WhenUnhealthy, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource no longer runs.
        }
#pragma warning disable CA1031 // As in Aspire, what waits for a resource whose handler failed goes on waiting; the log says why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            loggers.GetLogger(resource).LogError("{Reason}", exception.ToString());
        }
    }

    private async Task PublishAsync(IResource resource, HealthReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (report.Entries.Count == 0)
        {
            return;
        }

        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            HealthReports =
            [
                .. report.Entries.Select(entry => new HealthReportSnapshot(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.ToString()) { LastRunAt = DateTime.UtcNow }),
            ],
        });
    }
}
