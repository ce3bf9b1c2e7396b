using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SocialServices.AppHost.Tests.Engine;

public sealed class RunReportTests : IAsyncDisposable
{
    private readonly TestSystem _system = new();

    [Fact]
    public async Task It_is_written_when_everything_is_healthy_and_removed_at_the_end()
    {
        var isUp = false;
        _system.Builder.Configuration["ASPNETCORE_URLS"] = "http://localhost:18888";
        _system.Builder.Configuration["AppHost:BrowserToken"] = "a-token";
        _system.Builder.Services.AddHealthChecks().AddCheck("up", () => isUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        var task = _system.Add("task", "exit 0");
        var gateway = _system.Add("gateway", "exec sleep infinity").WithHttpEndpoint(name: "http").WithHealthCheck("up").WaitForCompletion(task);
        var secret = _system.Builder.AddParameter("programme-client-secret", new GenerateParameterDefault(), secret: true, persist: true);
        _system.Builder.AddRunReport(gateway, new Dictionary<string, IResourceBuilder<ParameterResource>> { ["programme"] = secret });
        File.WriteAllText(_system.File("run.json"), "of a run that was killed");

        await _system.StartAsync();
        await _system.UntilAsync("gateway", snapshot => snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy }]);
        Assert.False(File.Exists(_system.File("run.json")));

        isUp = true;
        var report = await ReadAsync();

        Assert.Equal(Environment.ProcessId, report.GetProperty("pid").GetInt32());
        Assert.Equal(gateway.GetEndpoint("http").Url, report.GetProperty("gateway").GetString());
        Assert.Equal("http://localhost:18888/login?t=a-token", report.GetProperty("dashboard").GetString());
        var credential = Assert.Single(report.GetProperty("credentials").EnumerateArray());
        Assert.Equal(await secret.Resource.GetValueAsync(TestContext.Current.CancellationToken), credential.GetProperty("clientSecret").GetString());
        Assert.Equal(["task", "gateway"], report.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("name").GetString()));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_system.File("run.json")));

        await _system.Application.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(File.Exists(_system.File("run.json")));
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    private async Task<JsonElement> ReadAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(_system.File("run.json")))
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }

        return JsonDocument.Parse(await File.ReadAllTextAsync(_system.File("run.json"), deadline.Token)).RootElement;
    }
}
