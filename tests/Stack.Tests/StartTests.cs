using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocialServices.Stack.Tests.Dashboard;
using SocialServices.Stack.Tests.Running;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class StartTests(RunningSystem system)
{
    private static readonly string[] Services = ["registry", "training", "referrals", "reporting", "gateway"];
    private static readonly string[] LongRunning = ["postgres", "cache", "messaging", .. Services];

    [Fact]
    public async Task Every_resource_becomes_healthy()
    {
        foreach (var name in LongRunning)
        {
            await system.Resources.WaitUntilHealthyAsync(name);
            Assert.Equal(HealthStatus.Healthy, (await system.Resources.NowAsync(name)).Snapshot.HealthStatus);
        }
    }

    [Fact]
    public void The_run_report_names_every_resource_with_its_state()
    {
        var resources = system.Report.Resources.ToDictionary(resource => resource.Name);

        Assert.All(LongRunning, name => Assert.Equal(("Running", "Healthy"), (resources[name].State, resources[name].Health)));
        Assert.All(Services, name => Assert.Equal("Running", resources[$"{name}db"].State));
    }

    [Fact]
    public async Task Metrics_logs_and_traces_of_every_service_reach_the_dashboard()
    {
        await system.StoryAsync(); // so that each has had something to do

        var senders = await Testing.Eventually.GetAsync(
            system.Telemetry.SendersAsync,
            seen => Services.All(service => seen.Contains(new Sender(service, true, true, true)))
        );

        Assert.Superset(Services.ToHashSet(), senders.Select(sender => sender.Name).ToHashSet());
    }

    [Fact]
    public async Task No_secret_of_the_instance_is_shown_unmasked_printed_or_logged()
    {
        await system.StoryAsync();
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(
            await File.ReadAllTextAsync(Path.Combine(system.State, "secrets.json"))
        )!;
        Assert.Superset(Services.Select(name => $"{name}-encryption-key").ToHashSet(), secrets.Keys.ToHashSet());

        foreach (var resource in system.Resources.All)
        {
            var snapshot = (await system.Resources.NowAsync(resource.Name)).Snapshot;
            var shown = snapshot
                .Properties.Where(property => !property.IsSensitive)
                .Select(property => JsonSerializer.Serialize(property.Value));
            AssertFree(secrets, $"properties of {resource.Name}", string.Join('\n', shown.Concat(snapshot.Urls.Select(url => url.Url))));
            AssertFree(secrets, $"console of {resource.Name}", string.Join('\n', await system.Resources.ConsoleAsync(resource)));
        }

        AssertFree(secrets, "structured logs", await system.Telemetry.TextAsync("logs"));
        AssertFree(secrets, "traces", await system.Telemetry.TextAsync("traces"));
    }

    private static void AssertFree(Dictionary<string, string> secrets, string where, string text) =>
        Assert.Empty(
            secrets.Where(secret => text.Contains(secret.Value, StringComparison.Ordinal)).Select(secret => $"{secret.Key} in the {where}")
        );
}
