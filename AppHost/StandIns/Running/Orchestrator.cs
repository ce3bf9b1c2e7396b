using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting;

/// <summary>Starts the system, keeps it, and stops it in the reverse order.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model, ChildProcesses children, ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing,
    HealthMonitor health, DashboardHost dashboard, ILogger<DistributedApplication> logger, IServiceProvider services) : IHostedService
{
    private readonly List<ResourceProcess> _processes = [];

    public ResourceProcess? Find(string resourceId) =>
        _processes.SingleOrDefault(process => InstanceName.Of(process.Resource) == resourceId || process.Resource.Name == resourceId);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        Ports.Allocate(model.Resources);
        foreach (var resource in model.Resources.Where(resource => resource is ExecutableResource or ProjectResource))
        {
            resource.Annotations.Add(new InstanceName());
            _processes.Add(new ResourceProcess(resource, children, notifications, loggers, eventing, services));
        }

        health.Start();
        foreach (var resource in model.Resources)
        {
            await PublishInitialStateAsync(resource, cancellationToken);
        }

        var telemetry = await dashboard.StartAsync(cancellationToken);
        foreach (var resource in model.Resources)
        {
            _ = InitializeAsync(resource, new(resource, eventing, loggers, notifications, services));
        }

        foreach (var process in _processes)
        {
            process.Telemetry = telemetry;
            if (!process.Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any())
            {
                process.Start();
            }
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var level in _processes.GroupBy(process => Depth(process.Resource)).OrderByDescending(group => group.Key))
        {
            await Task.WhenAll(level.Select(process => process.StopAsync()));
        }

        await dashboard.StopAsync();
    }

    /// <summary>How many resources stand one behind the other before this one may start.</summary>
    private static int Depth(IResource resource) => 1 + Dependencies(resource).Select(Depth).DefaultIfEmpty(0).Max();

    private static IEnumerable<IResource> Dependencies(IResource resource) =>
        resource is IResourceWithParent child
            ? [child.Parent]
            : resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource);

    private async Task PublishInitialStateAsync(IResource resource, CancellationToken cancellationToken)
    {
        var properties = new List<ResourcePropertySnapshot>();
        var parent = (resource as IResourceWithParent)?.Parent ?? resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(to => to.Type == "Parent")?.Resource;
        if (parent is not null)
        {
            properties.Add(new("resource.parentName", InstanceName.Of(parent)));
        }

        if (resource is ParameterResource parameter)
        {
            properties.Add(new("Value", await parameter.GetValueAsync(cancellationToken)) { IsSensitive = parameter.Secret });
        }

        if (resource is IResourceWithConnectionString server)
        {
            properties.Add(new("resource.connectionString", await server.GetConnectionStringAsync(cancellationToken)) { IsSensitive = true });
        }

        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = resource is IResourceWithoutLifetime ? KnownResourceStates.Running : KnownResourceStates.NotStarted,
            Properties = [.. properties],
            HealthReports = HealthMonitor.NothingReported(resource),
            Relationships = [.. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(to => new RelationshipSnapshot(to.Resource.Name, to.Type)).Distinct()],
            Urls = [.. resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => UrlOf(resource, endpoint))],
        });
    }

    private static UrlSnapshot UrlOf(IResource resource, EndpointAnnotation endpoint)
    {
        var url = new ResourceUrlAnnotation { Url = endpoint.AllocatedEndpoint!.UriString };
        foreach (var change in resource.Annotations.OfType<UrlCallbackAnnotation>().Where(change => change.EndpointName == endpoint.Name))
        {
            change.Callback(url);
        }

        return new UrlSnapshot(endpoint.Name, url.Url, IsInternal: false) { IsInactive = true, DisplayProperties = new(url.DisplayText ?? "") };
    }

    private async Task InitializeAsync(IResource resource, InitializeResourceEvent @event)
    {
        try
        {
            await eventing.PublishAsync(@event, CancellationToken.None);
        }
#pragma warning disable CA1031 // One resource that cannot come to life must not end the others; its state and its log say why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "'{Resource}' could not be initialized.", resource.Name);
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            });
        }
    }
}
