using System.Globalization;
namespace Aspire.Hosting;

internal static class Waiting
{
    /// <exception cref="DistributedApplicationException">A resource whose completion is awaited failed.</exception>
    public static async Task ForDependenciesAsync(IResource resource, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime).ToList();
        if (waits.Count == 0)
        {
            return;
        }

        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Waiting });
        await Task.WhenAll(waits.Select(wait => ForAsync(wait, notifications, cancellationToken)));
    }

    private static async Task ForAsync(WaitAnnotation wait, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        switch (wait.WaitType)
        {
            case WaitType.WaitUntilStarted:
                await notifications.WaitForResourceAsync(name, KnownResourceStates.Running, cancellationToken);
                break;

            case WaitType.WaitUntilHealthy:
                await notifications.WaitForResourceHealthyAsync(name, cancellationToken);
                break;

            case WaitType.WaitForCompletion:
                var end = await notifications.WaitForResourceAsync(
                    name, update => update.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text), cancellationToken);
                if (end.Snapshot.State?.Text == KnownResourceStates.FailedToStart || end.Snapshot.ExitCode != wait.ExitCode)
                {
                    throw new DistributedApplicationException($"'{name}' failed ({end.Snapshot.State?.Text}, exit code {end.Snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "none"}).");
                }

                break;
        }
    }
}
