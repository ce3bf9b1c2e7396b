using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

public sealed record BeforeStartEvent(IServiceProvider Services, DistributedApplicationModel Model) : IDistributedApplicationEvent;

/// <summary>Asks a resource that has no process to bring itself to life.</summary>
public sealed record InitializeResourceEvent(IResource Resource, IDistributedApplicationEventing Eventing, ResourceLoggerService Loggers, ResourceNotificationService Notifications, IServiceProvider Services)
    : IDistributedApplicationResourceEvent
{
    public ILogger Logger => Loggers.GetLogger(Resource);
}

public sealed record BeforeResourceStartedEvent(IResource Resource, IServiceProvider Services) : IDistributedApplicationResourceEvent;

/// <summary>The resource runs and all its health checks are healthy, for the first time since it started.</summary>
public sealed record ResourceReadyEvent(IResource Resource, IServiceProvider Services) : IDistributedApplicationResourceEvent;

public sealed record ResourceStoppedEvent(IResource Resource, IServiceProvider Services, ResourceEvent ResourceEvent) : IDistributedApplicationResourceEvent;

public sealed record DistributedApplicationModel(IResourceCollection Resources);

public interface IResourceCollection : IList<IResource>;
