using System.Collections.Concurrent;
using Aspire.DashboardService.Proto.V1;
using Grpc.Core;
using Grpc.Net.Client;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests.Dashboard;

/// <summary>The resource view as the dashboard gets it, and the dashboard's buttons.</summary>
internal sealed class ResourceService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly GrpcChannel channel;
    private readonly DashboardService.DashboardServiceClient client;
    private readonly Metadata headers;
    private readonly ConcurrentDictionary<string, Resource> latest = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Task watching;

    public ResourceService(RunReport report)
    {
        channel = GrpcChannel.ForAddress(report.ResourceService);
        client = new(channel);
        headers = new() { { "x-resource-service-api-key", report.ResourceServiceKey } };
        watching = WatchAsync(closing.Token);
    }

    public IReadOnlyCollection<Resource> All => [.. latest.Values];

    public Task<Resource> WaitAsync(string name, Func<Resource, bool> fits)
    {
        return Eventually.GetAsync(
            () => Task.FromResult(latest.GetValueOrDefault(name)),
            seen => seen is not null && fits(seen),
            Patience
        )!;
    }

    public Task<Resource> WaitUntilHealthyAsync(string name) => WaitAsync(name, IsHealthy);

    public static bool IsHealthy(Resource resource) =>
        resource.State == "Running" && resource.HealthReports.All(report => report.HasStatus && report.Status == HealthStatus.Healthy);

    /// <summary>Presses a button.</summary>
    /// <param name="name">The resource.</param>
    /// <param name="command">start, stop or restart.</param>
    /// <param name="cancellationToken">The test's.</param>
    public async Task ExecuteAsync(string name, string command, CancellationToken cancellationToken)
    {
        var resource = await WaitAsync(name, _ => true);
        var answer = await client.ExecuteResourceCommandAsync(
            new()
            {
                ResourceName = resource.Name,
                CommandName = command,
                ResourceType = resource.ResourceType,
            },
            headers,
            cancellationToken: cancellationToken
        );
        Assert.True(answer.Kind is ResourceCommandResponseKind.Succeeded, $"{command} {name}: {answer.Kind} {answer.Message}");
    }

    /// <summary>Everything that a resource has printed so far.</summary>
    public async Task<IReadOnlyList<string>> ConsoleAsync(Resource resource, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        using var call = client.WatchResourceConsoleLogs(
            new() { ResourceName = resource.Name, SuppressFollow = true },
            headers,
            cancellationToken: cancellationToken
        );
        await foreach (var update in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            lines.AddRange(update.LogLines.Select(line => line.Text));
        }

        return lines;
    }

    /// <summary>Process id of the running resource.</summary>
    public static int Pid(Resource resource) => (int)Property(resource, "executable.pid").NumberValue;

    public static Google.Protobuf.WellKnownTypes.Value Property(Resource resource, string name) =>
        resource.Properties.SingleOrDefault(property => property.Name == name)?.Value
        ?? throw new InvalidOperationException($"{resource.DisplayName} has no property {name}.");

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await watching;
        channel.Dispose();
        closing.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var call = client.WatchResources(new(), headers, cancellationToken: cancellationToken);
            await foreach (var update in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                var resources =
                    update.KindCase is WatchResourcesUpdate.KindOneofCase.InitialData
                        ? update.InitialData.Resources
                        : update.Changes.Value.Where(change => change.Upsert is not null).Select(change => change.Upsert);
                foreach (var resource in resources)
                {
                    latest[resource.DisplayName] = resource;
                }
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Closed by us.
        }
    }
}
