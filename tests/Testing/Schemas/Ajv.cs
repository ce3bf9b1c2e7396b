using System.Diagnostics;
using Xunit;

namespace SocialServices.Testing.Schemas;

/// <summary>The validator of JSON schemas that integrators use most. The first check installs it beside the test program.</summary>
public static class Ajv
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Schemas", "ajv");

    /// <summary>Fails with every answer that is not valid.</summary>
    /// <param name="script">A program in <c>Schemas/ajv</c> that prints a line for each answer that is not valid.</param>
    /// <param name="lines">What the program reads.</param>
    /// <param name="arguments">Of the program.</param>
    public static async Task AssertValidAsync(string script, IEnumerable<string> lines, params string[] arguments)
    {
        await InstallAsync();
        var invalid = await RunAsync("node", string.Join('\n', lines), [script, .. arguments]);
        Assert.True(invalid.Length == 0, invalid);
    }

    private static async Task InstallAsync()
    {
        await OneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var (wanted, installed) = (Path.Combine(Folder, "package-lock.json"), Path.Combine(Folder, "node_modules", ".installed"));
            if (!File.Exists(installed) || await File.ReadAllTextAsync(installed) != await File.ReadAllTextAsync(wanted))
            {
                await RunAsync("npm", "", "ci", "--no-audit", "--no-fund");
                File.Copy(wanted, installed, overwrite: true);
            }
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<string> RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await errors}");
        return (await output).Trim();
    }
}
