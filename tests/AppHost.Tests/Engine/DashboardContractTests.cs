using Aspire.DashboardService.Proto.V1;
using Aspire.Hosting.Dashboard;
using Grpc.Core;
using Grpc.Net.Client;
using Client = Aspire.DashboardService.Proto.V1.DashboardService.DashboardServiceClient;
using Resource = Aspire.DashboardService.Proto.V1.Resource;

namespace SocialServices.AppHost.Tests.Engine;

/// <summary>The resource service, asked over a real channel as the dashboard asks it.</summary>
public sealed class DashboardContractTests : IAsyncDisposable
{
    private const string Key = "a-key";
    private readonly TestSystem _system = new();
    private GrpcChannel? _channel;

    [Fact]
    public async Task A_resource_is_shown_with_its_state_its_environment_its_relationships_and_its_buttons()
    {
        var first = _system.Add("first", "exec sleep infinity").WithEndpoint(name: "tcp", env: "PORT").WithUrlForEndpoint("tcp", url => url.DisplayText = "the port");
        _system.Add("second", "exec sleep infinity").WithEnvironment("GREETING", "hello").WaitFor(first);
        var client = await StartAsync();

        var second = await UntilAsync(client, "second", resource => resource.State == "Running");

        Assert.Equal(_system.IdOf("second"), second.Name);
        Assert.Equal("Executable", second.ResourceType);
        Assert.Contains(second.Environment, variable => variable is { Name: "GREETING", Value: "hello", IsFromSpec: true });
        Assert.Contains(second.Relationships, to => to is { ResourceName: "first", Type: "WaitFor" });
        Assert.Contains(second.Commands, command => command is { Name: "stop", State: ResourceCommandState.Enabled });
        Assert.Contains(second.Commands, command => command is { Name: "start", State: ResourceCommandState.Hidden });
        Assert.Contains(second.Properties, property => property.Name == "executable.pid" && property.Value.NumberValue > 1);

        var shown = await UntilAsync(client, "first", resource => resource.State == "Running");
        var url = Assert.Single(shown.Urls);
        Assert.Equal("tcp", url.EndpointName);
        Assert.Equal("the port", url.DisplayProperties.DisplayName); // without display properties the dashboard shows no resource at all
    }

    [Fact]
    public async Task A_secret_is_marked_as_one()
    {
        _system.Builder.AddParameter("password", new GenerateParameterDefault(), secret: true);
        var client = await StartAsync();

        var parameter = await UntilAsync(client, "password", resource => resource.Properties.Count > 0);

        Assert.Equal("Parameter", parameter.ResourceType);
        Assert.True(Assert.Single(parameter.Properties, property => property.Name == "Value").IsSensitive);
    }

    [Fact]
    public async Task Console_lines_arrive_while_they_are_printed()
    {
        _system.Add("talker", $"echo one; echo two >&2; until [ -e {_system.File("go")} ]; do sleep 0.05; done; echo three; exec sleep infinity");
        var client = await StartAsync();
        using var logs = client.WatchResourceConsoleLogs(new() { ResourceName = _system.IdOf("talker") }, Headers);

        var seen = new List<ConsoleLogLine>();
        await UntilAsync(logs.ResponseStream, update =>
        {
            seen.AddRange(update.LogLines);
            if (seen.Count == 2)
            {
                File.WriteAllText(_system.File("go"), "");
            }

            return seen.Count == 3;
        });

        Assert.EndsWith(" three", seen[2].Text, StringComparison.Ordinal);
        Assert.Single(seen, line => line.IsStdErr && line.Text.EndsWith(" two", StringComparison.Ordinal));
        Assert.Equal([1, 2, 3], seen.Select(line => line.LineNumber));
    }

    [Fact]
    public async Task The_stop_and_start_buttons_work()
    {
        _system.Add("worker", "exec sleep infinity");
        var client = await StartAsync();
        var running = await UntilAsync(client, "worker", resource => resource.State == "Running");

        var stopped = await client.ExecuteResourceCommandAsync(new() { CommandName = "stop", ResourceName = running.Name }, Headers);
        Assert.Equal(ResourceCommandResponseKind.Succeeded, stopped.Kind);
        Assert.Equal("Exited", (await UntilAsync(client, "worker", _ => true)).State);

        await client.ExecuteResourceCommandAsync(new() { CommandName = "start", ResourceName = running.Name }, Headers);
        await UntilAsync(client, "worker", resource => resource.State == "Running");

        var unknown = await client.ExecuteResourceCommandAsync(new() { CommandName = "fly", ResourceName = running.Name }, Headers);
        Assert.Equal(ResourceCommandResponseKind.Failed, unknown.Kind);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_told()
    {
        var client = await StartAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.GetApplicationInformationAsync(new()));

        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _system.DisposeAsync();
    }

    private static Metadata Headers => new() { { "x-resource-service-api-key", Key } };

    private async Task<Client> StartAsync()
    {
        var address = await _system.Application.Services.GetRequiredService<DashboardHost>().StartServerAsync(Key, TestContext.Current.CancellationToken);
        await _system.StartAsync();
        _channel = GrpcChannel.ForAddress(address);
        return new Client(_channel);
    }

    private static async Task<Resource> UntilAsync(Client client, string name, Func<Resource, bool> expected)
    {
        using var watch = client.WatchResources(new(), Headers);
        Resource? found = null;
        await UntilAsync(watch.ResponseStream, update =>
        {
            found = update.Changes?.Value.Select(change => change.Upsert).FirstOrDefault(resource => resource.DisplayName == name && expected(resource));
            return found is not null;
        });
        return found!;
    }

    private static async Task UntilAsync<T>(IAsyncStreamReader<T> stream, Func<T, bool> expected)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        var seen = new List<T>();
        try
        {
            while (await stream.MoveNext(deadline.Token))
            {
                seen.Add(stream.Current);
                if (expected(stream.Current))
                {
                    return;
                }
            }
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled)
        {
            // Reported below.
        }

        throw new TimeoutException($"Seen instead: {string.Join('\n', seen)}");
    }
}
