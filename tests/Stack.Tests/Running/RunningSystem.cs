using System.Net.Http.Headers;
using SocialServices.ProgrammeStory.Api;
using SocialServices.Stack.Tests.Dashboard;

namespace SocialServices.Stack.Tests.Running;

/// <summary>The whole system, started once for all tests that share it, and the story that it is told.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private readonly Lazy<Task<ToldStory>> story;
    private StackInstance? instance;
    private Agencies? agencies;

    public RunningSystem() => story = new(() => ToldStory.TellAsync(this));

    internal StackInstance Instance => instance!;

    internal RunReport Report { get; private set; } = null!;

    internal ResourceService Resources { get; private set; } = null!;

    internal Telemetry Telemetry { get; private set; } = null!;

    internal Agencies Agencies => agencies!;

    public async ValueTask InitializeAsync()
    {
        instance = await StackInstance.StartAsync();
        Report = instance.Report;
        Resources = new ResourceService(Report);
        Telemetry = new Telemetry(Report);
        agencies = new Agencies(RunFile.Read(instance.RunFile));
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

    internal HttpClient Anonymous() => new() { BaseAddress = Report.Gateway };

    internal Task<string> TokenAsync(string clientId) =>
        Agencies.All.Single(agency => agency.Name == clientId).TokenAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        agencies?.Dispose();
        Telemetry?.Dispose();
        if (Resources is not null)
        {
            await Resources.DisposeAsync();
        }

        if (instance is not null)
        {
            await instance.DisposeAsync();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class RunningSystemCollection : ICollectionFixture<RunningSystem>
{
    public const string Name = "The running system";
}
