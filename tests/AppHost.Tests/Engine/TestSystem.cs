namespace SocialServices.AppHost.Tests.Engine;

/// <summary>A small system of shell commands with a state directory of its own.</summary>
internal sealed class TestSystem : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _directory = Directory.CreateTempSubdirectory("engine").FullName;
    private DistributedApplication? _application;

    public TestSystem()
    {
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true, ProjectDirectory = _directory });
        Builder.Configuration["StateDirectory"] = _directory;
    }

    public IDistributedApplicationBuilder Builder { get; }

    public DistributedApplication Application => _application ??= Builder.Build();

    public string File(string name) => Path.Combine(_directory, name);

    /// <summary>A bash script as a resource; `exec sleep infinity` at its end keeps it running.</summary>
    public IResourceBuilder<ExecutableResource> Add(string name, string script) => Builder.AddExecutable(name, "bash", ".", "-c", script);

    public Task StartAsync() => Application.StartAsync(TestContext.Current.CancellationToken);

    /// <exception cref="TimeoutException">With every state that was seen instead.</exception>
    public async Task<CustomResourceSnapshot> UntilAsync(string resource, Func<CustomResourceSnapshot, bool> expected)
    {
        var seen = new List<string>();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            var update = await Application.ResourceNotifications.WaitForResourceAsync(resource, update =>
            {
                seen.Add($"{update.Snapshot.State?.Text} {update.Snapshot.HealthStatus} {update.Snapshot.ExitCode}");
                return expected(update.Snapshot);
            }, deadline.Token);
            return update.Snapshot;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"'{resource}' was: {string.Join(", ", seen)}.\n{string.Join('\n', await LogAsync(resource))}");
        }
    }

    public Task<CustomResourceSnapshot> UntilAsync(string resource, string state) => UntilAsync(resource, snapshot => snapshot.State?.Text == state);

    /// <summary>Until the resource has printed a line with this text.</summary>
    public async Task UntilLoggedAsync(string resource, string text)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var loggers = Application.Services.GetRequiredService<ResourceLoggerService>();
        try
        {
            await foreach (var lines in loggers.WatchAsync(IdOf(resource)).WithCancellation(deadline.Token))
            {
                if (lines.Any(line => line.Content.Contains(text, StringComparison.Ordinal)))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"'{resource}' printed: {string.Join('\n', await LogAsync(resource))}");
        }
    }

    public string? StateOf(string resource) =>
        Application.ResourceNotifications.TryGetCurrentState(IdOf(resource), out var update) ? update.Snapshot.State?.Text : null;

    public string IdOf(string resource) => InstanceName.Of(Builder.Resources.Single(known => known.Name == resource));

    public async Task<IReadOnlyList<string>> LogAsync(string resource)
    {
        var lines = new List<string>();
        var loggers = Application.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var some in loggers.GetAllAsync(Builder.Resources.Single(known => known.Name == resource)))
        {
            lines.AddRange(some.Select(line => line.Content[(line.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        }

        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }
}
