using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SocialServices.AppHost.Tests.Engine;

public sealed class WaitingTests : IAsyncDisposable
{
    private readonly TestSystem _system = new();

    [Fact]
    public async Task A_resource_waits_until_the_one_before_it_is_healthy()
    {
        var isUp = false;
        _system.Builder.Services.AddHealthChecks().AddCheck("up", () => isUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        var first = _system.Add("first", "exec sleep infinity").WithHealthCheck("up");
        _system.Add("second", "exec sleep infinity").WaitFor(first);
        await _system.StartAsync();

        await _system.UntilAsync("first", snapshot => snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy, Description: "not yet" }]);
        Assert.Equal("Waiting", _system.StateOf("second"));

        isUp = true;
        await _system.UntilAsync("second", "Running");
    }

    [Fact]
    public async Task A_resource_waits_until_the_one_before_it_has_started()
    {
        var first = _system.Add("first", "exec sleep infinity").WithExplicitStart();
        _system.Add("second", "exec sleep infinity").WaitForStart(first);
        await _system.StartAsync();
        await _system.UntilAsync("second", "Waiting");

        await _system.Application.ResourceCommands.ExecuteCommandAsync(_system.IdOf("first"), KnownResourceCommands.StartCommand);

        await _system.UntilAsync("second", "Running");
    }

    [Fact]
    public async Task What_waits_for_a_task_starts_once_that_is_done()
    {
        var task = _system.Add("task", "echo done > done");
        _system.Add("service", "test -e done && exec sleep infinity").WaitForCompletion(task);
        await _system.StartAsync();

        await _system.UntilAsync("service", "Running");
        Assert.Equal("Finished", _system.StateOf("task"));
    }

    [Fact]
    public async Task What_waits_for_a_task_that_fails_does_not_start_and_says_why()
    {
        var task = _system.Add("task", "exit 3");
        _system.Add("service", "exec sleep infinity").WaitForCompletion(task);
        await _system.StartAsync();

        await _system.UntilAsync("service", "FailedToStart");

        Assert.Equal(3, (await _system.UntilAsync("task", "Exited")).ExitCode);
        Assert.Contains(await _system.LogAsync("service"), line => line.Contains("'task' failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waits_can_be_started_by_hand()
    {
        var first = _system.Add("first", "exec sleep infinity").WithExplicitStart();
        _system.Add("second", "exec sleep infinity").WaitFor(first);
        await _system.StartAsync();
        await _system.UntilAsync("second", "Waiting");

        await _system.Application.ResourceCommands.ExecuteCommandAsync(_system.IdOf("second"), KnownResourceCommands.StartCommand);

        await _system.UntilAsync("second", "Running");
        Assert.Equal("NotStarted", _system.StateOf("first"));
    }

    [Fact]
    public async Task Everything_stops_in_the_reverse_order()
    {
        const string Script = "trap 'echo {0} >> order; exit 0' TERM; echo ready; while :; do sleep 0.02; done";
        var first = _system.Add("first", Script.Replace("{0}", "first", StringComparison.Ordinal));
        var second = _system.Add("second", Script.Replace("{0}", "second", StringComparison.Ordinal)).WaitFor(first);
        _system.Add("third", Script.Replace("{0}", "third", StringComparison.Ordinal)).WaitFor(second);
        await _system.StartAsync();
        await _system.UntilAsync("third", "Running");
        foreach (var resource in new[] { "first", "second", "third" })
        {
            await _system.UntilLoggedAsync(resource, "ready"); // running is not yet listening to signals
        }

        await _system.Application.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["third", "second", "first"], File.ReadAllLines(_system.File("order")));
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();
}
