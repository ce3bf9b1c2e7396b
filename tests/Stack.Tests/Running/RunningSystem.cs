using System.Globalization;
using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.ProgrammeStory.Api;
using SocialServices.Stack.Tests.Dashboard;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests.Running;

/// <summary>The real AppHost with its real dashboard, started once for all tests that share it, and the story that it is told.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(4);

    private readonly string state = StateFolder.Create();
    private readonly Lazy<Task<ToldStory>> story;
    private DistributedApplication? app;
    private Agencies? agencies;

    public RunningSystem() => story = new(() => ToldStory.TellAsync(this));

    internal string RunFile => Path.Combine(state, "run.json");

    internal string State => state;

    internal RunReport Report { get; private set; } = null!;

    internal Resources Resources { get; private set; } = null!;

    internal Telemetry Telemetry { get; private set; } = null!;

    internal Agencies Agencies => agencies!;

    public async ValueTask InitializeAsync()
    {
        var (gateway, dashboard) = (FreePorts.ThreeInARow(), FreePorts.ThreeInARow());
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                "Servers=local",
                "DcpPublisher:RandomizePorts=false", // the dashboard's, which are given here
                $"StateDirectory={state}",
                $"GatewayPort={gateway.ToString(CultureInfo.InvariantCulture)}",
                $"ASPNETCORE_URLS=http://localhost:{dashboard.ToString(CultureInfo.InvariantCulture)}",
                $"DashboardPort={dashboard.ToString(CultureInfo.InvariantCulture)}",
            ],
            (options, _) => options.DisableDashboard = false
        );
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        // The story and the tests after it are one client, which on a fast machine asks more than 600 times a minute.
        Configure("gateway", "RateLimits__PerClient", "6000");
        // An import whose worker was killed goes on sooner than in production.
        Configure("registry", "Imports__Lease", "00:00:10");
        Configure("registry", "Imports__LookEvery", "00:00:01");

        void Configure(string project, string setting, string value)
        {
            var resource = builder.Resources.OfType<ProjectResource>().Single(resource => resource.Name == project);
            builder.CreateResourceBuilder(resource).WithEnvironment(setting, value);
        }

        app = await builder.BuildAsync();
        await app.StartAsync();
        Resources = new Resources(app);
        await Eventually.GetAsync(() => Task.FromResult(File.Exists(RunFile)), seen => seen, StartTimeout);
        Report = RunReport.Read(RunFile);
        Telemetry = new Telemetry(Report);
        agencies = new Agencies(ProgrammeStory.Api.RunFile.Read(RunFile));
    }

    /// <summary>Tells the story, once for all tests: those that change something ask for it first, because its numbers are exact.</summary>
    internal Task<ToldStory> StoryAsync() => story.Value;

    /// <summary>A client of the gateway with the token of a demo client; the caller disposes of it.</summary>
    internal async Task<HttpClient> ClientAsync(string clientId)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(clientId));
        return client;
    }

    /// <summary>The same when a worker of the client's organization acts through it.</summary>
    internal async Task<HttpClient> WorkerAsync(string clientId)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var person = await Agencies.SomebodyOfAsync(Agencies.All.Single(agency => agency.Name == clientId), cancellationToken);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await person.TokenAsync(cancellationToken));
        return client;
    }

    internal HttpClient Anonymous() => new() { BaseAddress = Report.Gateway };

    internal Task<string> TokenAsync(string clientId) =>
        Agencies.All.Single(agency => agency.Name == clientId).TokenAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        agencies?.Dispose();
        Telemetry?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        Directory.Delete(state, recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class RunningSystemCollection : ICollectionFixture<RunningSystem>
{
    public const string Name = "The running system";
}
