using SocialServices.Stack.Tests.Dashboard;
using SocialServices.Stack.Tests.Running;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class StartTests(RunningSystem system)
{
    private static readonly string[] Services = ["registry", "training", "referrals", "reporting", "gateway"];
    private static readonly string[] LongRunning = ["postgres", "cache", "messaging", .. Services];

    [Fact]
    public async Task The_dashboard_sees_every_resource_healthy()
    {
        foreach (var name in LongRunning)
        {
            await system.Resources.WaitUntilHealthyAsync(name);
        }

        foreach (var service in Services)
        {
            var migrations = await system.Resources.WaitAsync($"{service}-migrations", resource => resource.State is "Finished");
            Assert.Equal(0, ResourceService.Property(migrations, "resource.exitCode").NumberValue);
        }
    }

    [Fact]
    public void The_run_report_names_every_resource_with_its_state()
    {
        var resources = system.Report.Resources.ToDictionary(resource => resource.Name);

        Assert.All(LongRunning, name => Assert.Equal(("Running", "Healthy"), (resources[name].State, resources[name].Health)));
        Assert.All(Services, name => Assert.Equal("Finished", resources[$"{name}-migrations"].State));
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
}
