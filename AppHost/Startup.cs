using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SocialServices.AppHost;

/// <summary>Watches the system come up: complete when what runs is healthy and what only has a task (migrations) has done it.</summary>
internal sealed class Startup(DistributedApplicationModel model)
{
    private readonly Dictionary<string, ResourceEvent> _latest = [];

    /// <summary>Of each resource that counts, in the order of the model.</summary>
    public IEnumerable<ResourceEvent> Latest =>
        model
            .Resources.Where(Counts)
            .Select(resource => _latest.GetValueOrDefault(resource.Name))
            .OfType<ResourceEvent>()
            .Where(update => !update.Snapshot.IsHidden);

    public bool IsComplete =>
        model.Resources.Where(Counts).All(resource => _latest.TryGetValue(resource.Name, out var update) && IsUp(update.Snapshot));

    /// <returns>The update, if by it the resource has failed.</returns>
    public ResourceEvent? Note(ResourceEvent update)
    {
        var before = _latest.GetValueOrDefault(update.Resource.Name)?.Snapshot;
        _latest[update.Resource.Name] = update;
        return HasFailed(update.Snapshot) && (before is null || !HasFailed(before)) ? update : null;
    }

    /// <summary>Not the parameters, nor what Aspire adds for itself and hides.</summary>
    private static bool Counts(IResource resource) => resource is IResourceWithEndpoints or IResourceWithParent;

    private static bool IsUp(CustomResourceSnapshot snapshot) =>
        snapshot.IsHidden
        || snapshot.HealthStatus == HealthStatus.Healthy
        || (snapshot.ExitCode == 0 && KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));

    private static bool HasFailed(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.FailedToStart || snapshot.ExitCode is not (null or 0);
}
