using System.Text.Json.Nodes;
using Npgsql;
using SocialServices.Stack.Tests.Dashboard;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests.Running;

/// <summary>The story, killed in the middle, told to its end, and told again when the services have forgotten its keys.</summary>
/// <param name="First">How the run after the kill ended.</param>
/// <param name="Second">How the run after that ended.</param>
/// <param name="Summary">What reporting says afterwards.</param>
internal sealed record ToldStory(ShellResult First, ShellResult Second, JsonNode Summary)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static async Task<ToldStory> TellAsync(RunningSystem system)
    {
        await TellTheBeginningAsync(system.Instance.RunFile);
        var first = await system.Instance.StackAsync(Timeout, "demo");
        await ForgetIdempotencyKeysAsync(system.Resources, "registrydb", "trainingdb", "referralsdb");
        var second = await system.Instance.StackAsync(Timeout, "demo");
        using var programme = await system.ClientAsync("programme");
        return new(first, second, await (await programme.GetAsync("/api/v1/reporting/summary")).JsonAsync());
    }

    /// <summary>SIGKILL between two participants of the training.</summary>
    private static async Task TellTheBeginningAsync(string runFile)
    {
        using var story = Shell.Start(
            "dotnet",
            [typeof(ProgrammeStory.Api.RunFile).Assembly.Location],
            new Dictionary<string, string> { ["STACK_RUN_JSON"] = runFile }
        );
        while (await story.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Training days", StringComparison.Ordinal)) { }

        story.Kill();
        await story.WaitForExitAsync();
    }

    /// <summary>As the services do after 30 days.</summary>
    private static async Task ForgetIdempotencyKeysAsync(ResourceService resources, params IEnumerable<string> databases)
    {
        foreach (var name in databases)
        {
            var database = await resources.WaitAsync(name, _ => true);
            await using var source = NpgsqlDataSource.Create(ResourceService.Property(database, "resource.connectionString").StringValue);
            await using var command = source.CreateCommand("delete from idempotency_keys");
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }
    }
}
