using Aspire.Hosting.Eventing;

namespace Aspire.Hosting;

/// <summary>The process of one resource, from its start through any number of restarts.</summary>
internal sealed class ResourceProcess(
    IResource resource, ChildProcesses children, ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing, IServiceProvider services)
{
    private readonly Lock _gate = new();
    private readonly ILogger _logger = loggers.GetLogger(resource);
    private Run? _current;

    public IResource Resource { get; } = resource;

    /// <summary>Set by the orchestrator before the first start, when there is a dashboard.</summary>
    public Telemetry? Telemetry { get; set; }

    /// <summary>Starts a process, or lets one that waits for its dependencies start at once.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_current is { Ended.IsCompleted: false } waiting)
            {
                waiting.StopWaiting.TrySetResult();
                return;
            }

            var run = _current = new Run();
            run.Ended = Task.Run(() => RunAsync(run));
        }
    }

    public async Task StopAsync()
    {
        Run? run;
        lock (_gate)
        {
            run = _current;
        }

        if (run is null || run.Ended.IsCompleted)
        {
            return;
        }

        await run.Stopping.CancelAsync();
        await run.Ended;
    }

    private async Task RunAsync(Run run)
    {
        var cancellationToken = run.Stopping.Token;
        try
        {
            await notifications.PublishUpdateAsync(Resource, snapshot => snapshot with
            {
                State = KnownResourceStates.Starting, ExitCode = null, StopTimeStamp = null, IsReady = false, HealthReports = HealthMonitor.NothingReported(Resource),
            });
            await eventing.PublishAsync(new BeforeResourceStartedEvent(Resource, services), cancellationToken);
            await WaitAsync(run, cancellationToken);
            await RunProcessAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(KnownResourceStates.Finished, null);
        }
#pragma warning disable CA1031 // A resource that cannot start must not end the others; its state and its log say why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _logger.LogError("{Reason}", exception is DistributedApplicationException ? exception.Message : exception.ToString());
            await EndAsync(new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error), null);
        }
    }

    private async Task WaitAsync(Run run, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var dependencies = Waiting.ForDependenciesAsync(Resource, notifications, waiting.Token);
        await (await Task.WhenAny(dependencies, run.StopWaiting.Task));
        await waiting.CancelAsync();
    }

    private async Task RunProcessAsync(CancellationToken cancellationToken)
    {
        await notifications.PublishUpdateAsync(Resource, snapshot => snapshot with { State = KnownResourceStates.Starting });
        var description = await ProcessDescription.OfAsync(Resource, Telemetry, cancellationToken);
        var child = await children.StartAsync(
            description.Command, description.Args, description.WorkingDirectory, description.Environment, (line, isError) => loggers.Append(Resource, line, isError));

        await notifications.PublishUpdateAsync(Resource, snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = DateTime.UtcNow,
            Properties = [.. snapshot.Properties.Where(IsOfTheModel), .. PropertiesOf(description, child.Id)],
            EnvironmentVariables = [.. description.Environment.Select(pair => new EnvironmentVariableSnapshot(pair.Key, pair.Value, IsFromSpec: true))],
            Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = false })],
        });

        await using (cancellationToken.Register(() => _ = StopAsync(child)))
        {
            var exitCode = await child.Exit;
            await EndAsync(
                exitCode == 0 ? KnownResourceStates.Finished : new ResourceStateSnapshot(KnownResourceStates.Exited, cancellationToken.IsCancellationRequested ? null : KnownResourceStateStyles.Error),
                exitCode);
        }
    }

    private async Task StopAsync(ChildProcess child)
    {
        await notifications.PublishUpdateAsync(Resource, snapshot => snapshot with { State = KnownResourceStates.Stopping });
        await child.StopAsync();
    }

    private async Task EndAsync(ResourceStateSnapshot? state, int? exitCode)
    {
        await notifications.PublishUpdateAsync(Resource, snapshot => snapshot with
        {
            State = state, ExitCode = exitCode, StopTimeStamp = DateTime.UtcNow, IsReady = false, Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = true })],
        });
        if (notifications.TryGetCurrentState(InstanceName.Of(Resource), out var end))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(Resource, services, end), CancellationToken.None);
        }
    }

    private static bool IsOfTheModel(ResourcePropertySnapshot property) => property.Name.StartsWith("resource.", StringComparison.Ordinal);

    private IEnumerable<ResourcePropertySnapshot> PropertiesOf(ProcessDescription description, int processId)
    {
        var project = Resource.Annotations.OfType<IProjectMetadata>().SingleOrDefault()?.ProjectPath;
        return
        [
            .. project is null ? [] : new[] { new ResourcePropertySnapshot("project.path", project) },
            new("executable.path", description.Command),
            new("executable.workDir", description.WorkingDirectory),
            new("executable.args", description.Args),
            new("executable.pid", processId),
        ];
    }

    private sealed class Run
    {
        public CancellationTokenSource Stopping { get; } = new();

        public TaskCompletionSource StopWaiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended { get; set; } = Task.CompletedTask;
    }
}
