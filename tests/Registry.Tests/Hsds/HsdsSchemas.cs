using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

/// <summary>The published schemas, and ajv to check against them. The first check installs ajv beside the test program.</summary>
internal sealed class HsdsSchemas
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "Hsds", "schemas");
    private readonly List<string> answers = [];

    /// <param name="schema">Name of the compiled schema; with <c>#list</c> a page of it.</param>
    public void Add(string name, string schema, JsonNode answer) =>
        answers.Add(JsonSerializer.Serialize(new { name, schema, answer }));

    /// <summary>Fails with every answer that is not valid.</summary>
    public async Task AssertValidAsync()
    {
        await InstallAsync();
        Assert.Equal("", await RunAsync("node", string.Join('\n', answers), "validate.js"));
    }

    private static async Task InstallAsync()
    {
        await OneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!File.Exists(Path.Combine(Tool, "node_modules", ".package-lock.json")))
            {
                await RunAsync("npm", "", "ci", "--no-audit", "--no-fund");
            }
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<string> RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Tool, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await errors}");
        return (await output).Trim();
    }
}
