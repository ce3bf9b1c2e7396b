using System.Text.Json.Nodes;
using Npgsql;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests.Running;

/// <summary>The story, killed in the middle, told to its end, and told again when the services have forgotten its keys.</summary>
/// <param name="First">How the run after the kill ended.</param>
/// <param name="Second">How the run after that ended.</param>
/// <param name="Summary">What reporting says afterwards.</param>
internal sealed record ToldStory(ShellResult First, ShellResult Second, JsonNode Summary)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(6);
    private static readonly string Program = typeof(ProgrammeStory.Api.RunFile).Assembly.Location;

    public static async Task<ToldStory> TellAsync(RunningSystem system)
    {
        await TellTheBeginningAsync(system);
        var first = await DemoAsync(system);
        await ForgetIdempotencyKeysAsync(system.Resources, "registrydb", "trainingdb", "referralsdb");
        var second = await DemoAsync(system);
        using var programme = await system.WorkerAsync("programme");
        return new(first, second, await (await programme.GetAsync("/api/v1/reporting/inside/summary?organization=all")).JsonAsync());
    }

    /// <summary>As `./stack demo` does.</summary>
    private static Task<ShellResult> DemoAsync(RunningSystem system) => Shell.RunAsync("dotnet", [Program], Environment(system), Timeout);

    private static Dictionary<string, string> Environment(RunningSystem system) => new() { ["STACK_RUN_JSON"] = system.RunFile };

    /// <summary>SIGKILL between two participants of the training.</summary>
    private static async Task TellTheBeginningAsync(RunningSystem system)
    {
        using var story = Shell.Start("dotnet", [Program], Environment(system));
        while (await story.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Training days", StringComparison.Ordinal)) { }

        story.Kill();
        await story.WaitForExitAsync();
    }

    /// <summary>As the services do after 30 days.</summary>
    private static async Task ForgetIdempotencyKeysAsync(Resources resources, params IEnumerable<string> databases)
    {
        foreach (var name in databases)
        {
            await using var source = NpgsqlDataSource.Create(await resources.ConnectionStringAsync(name));
            await using var command = source.CreateCommand("delete from idempotency_keys");
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }
    }
}
