using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SocialServices.ProgrammeStory.Api;
using SocialServices.Stack.Tests.Running;

namespace SocialServices.Stack.Tests;

/// <summary>What <c>./stack token</c> prints for the running system.</summary>
[Collection(RunningSystemCollection.Name)]
public sealed class TokenCommandTests(RunningSystem system)
{
    [Fact]
    public async Task A_client_and_one_of_its_workers_call_the_API_with_the_token_that_is_printed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var programme = await TokenProgram.RunAsync(system.RunFile, "programme");
        using var office = WithToken(programme);
        await system.Agencies.SomebodyOfAsync(system.Agencies.Cases, cancellationToken); // registers a worker when there is none
        var worker = (await system.Agencies.Programme.WorkersAsync("mlspp", cancellationToken))[0];

        using var person = WithToken(await TokenProgram.RunAsync(system.RunFile, "cases", worker.Id.ToString()));
        var stranger = await TokenProgram.RunAsync(system.RunFile, "cases", Guid.NewGuid().ToString());

        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/api/v1/registry/workers", cancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/v1/referrals/cases", cancellationToken)).StatusCode);
        Assert.Equal(1, stranger.ExitCode);
        Assert.Contains("acting-person-unknown", stranger.Output, StringComparison.Ordinal);
    }

    private HttpClient WithToken(ShellResult printed)
    {
        Assert.True(printed.ExitCode == 0, printed.ToString());
        var client = system.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", printed.Output.Trim());
        return client;
    }
}

/// <summary>The same without a running system.</summary>
public sealed class TokenRefusalTests
{
    private static readonly string[] Clients = ["programme", "cases"];

    [Fact]
    public async Task A_system_that_does_not_run_has_no_tokens()
    {
        await using var instance = new StackInstance();

        var refused = await instance.StackAsync("token", "cases");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("the system is not running. Start it with: ./stack run --detach", refused.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no demo client 'nobody'. Clients: cases, programme.", "nobody")]
    [InlineData("Name a client, and the worker who acts if there is one: ./stack token CLIENT [WORKER_ID]. Clients: cases, programme.")]
    [InlineData("The second argument is not the id of a worker.", "cases", "x")]
    [InlineData("The gateway at http://127.0.0.1:9/ does not answer", "cases")]
    [InlineData("The gateway at http://127.0.0.1:9/ does not answer", "cases", "01930000-0000-7000-8000-000000000000")]
    public async Task What_is_wrong_is_said(string message, params string[] args)
    {
        var state = StateFolder.Create();
        var run = Path.Combine(state, "run.json");
        var credentials = Clients.Select(name => new
        {
            ClientId = name,
            ClientSecret = "x",
            PrivateKey = "",
        });
        await File.WriteAllTextAsync(
            run,
            JsonSerializer.Serialize(new { Gateway = "http://127.0.0.1:9", Credentials = credentials }, JsonSerializerOptions.Web),
            TestContext.Current.CancellationToken
        );

        var refused = await TokenProgram.RunAsync(run, args);

        Directory.Delete(state, recursive: true);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(message, refused.Output, StringComparison.Ordinal);
    }
}

/// <summary>What `./stack token` starts.</summary>
internal static class TokenProgram
{
    private static readonly string Program = typeof(ProgrammeStory.Api.RunFile).Assembly.Location;

    public static Task<ShellResult> RunAsync(string runFile, params IReadOnlyList<string> args) =>
        Shell.RunAsync(
            "dotnet",
            [Program, "token", .. args],
            new Dictionary<string, string> { ["STACK_RUN_JSON"] = runFile },
            TimeSpan.FromMinutes(1)
        );
}
