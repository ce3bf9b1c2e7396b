using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace SocialServices.Stack.Tests.Running;

/// <summary>The resources of the running AppHost: their states, their consoles, and the dashboard's buttons.</summary>
internal sealed class Resources(DistributedApplication app)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DistributedApplicationModel model = app.Services.GetRequiredService<DistributedApplicationModel>();

    public IEnumerable<IResource> Projects => model.GetProjectResources();

    /// <summary>Everything that the dashboard may show, parameters too.</summary>
    public IEnumerable<IResource> All => model.Resources;

    public Task WaitUntilHealthyAsync(string name) => app.ResourceNotifications.WaitForResourceHealthyAsync(name).WaitAsync(Patience);

    public Task WaitUntilEndedAsync(string name) =>
        app.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.TerminalStates).WaitAsync(Patience);

    /// <summary>Process id of a running resource.</summary>
    public async Task<int> PidAsync(string name) =>
        (await NowAsync(name)).Snapshot.Properties.SingleOrDefault(property => property.Name == "executable.pid")?.Value is int pid
            ? pid
            : throw new InvalidOperationException($"{name} has no process.");

    /// <summary>The resource as it is.</summary>
    public Task<ResourceEvent> NowAsync(string name) => app.ResourceNotifications.WaitForResourceAsync(name, _ => true).WaitAsync(Patience);

    /// <summary>Kills the process of a service as the system would, below `dotnet run`; then the resource has ended.</summary>
    public async Task KillAsync(string name)
    {
        Processes.Signal(Processes.Tree(await PidAsync(name))[^1], Processes.Kill);
        await WaitUntilEndedAsync(name);
    }

    /// <summary>Presses the button `start`, and waits until the resource is healthy.</summary>
    public async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        var result = await app.ResourceCommands.ExecuteCommandAsync(
            (await NowAsync(name)).ResourceId,
            KnownResourceCommands.StartCommand,
            cancellationToken
        );
        Assert.True(result.Success, $"start {name}: {result.Message}");
        await WaitUntilHealthyAsync(name);
    }

    /// <summary>Everything that a resource has printed so far.</summary>
    public async Task<IReadOnlyList<string>> ConsoleAsync(IResource resource)
    {
        var lines = new List<string>();
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return lines;
    }

    public async Task<string> ConnectionStringAsync(string name) => (await app.GetConnectionStringAsync(name))!;

    public async Task<string> SecretAsync(string name) =>
        (await model.Resources.OfType<ParameterResource>().Single(secret => secret.Name == name).GetValueAsync(default))!;
}
