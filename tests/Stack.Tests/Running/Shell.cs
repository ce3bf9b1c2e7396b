using System.Diagnostics;
using System.Text;

namespace SocialServices.Stack.Tests.Running;

/// <summary>How a command ended, and what it printed on both channels.</summary>
internal sealed record ShellResult(int ExitCode, string Output)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}";
}

/// <summary>A command with a deadline; one that is late is killed with all it started.</summary>
internal static class Shell
{
    public static async Task<ShellResult> RunAsync(
        string command,
        IReadOnlyList<string> args,
        IReadOnlyDictionary<string, string> environment,
        TimeSpan within
    )
    {
        using var process = Start(command, args, environment);
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var deadline = new CancellationTokenSource(within);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Append(output, $"[killed after {within.TotalSeconds:0} s]");
            return new(-1, Text(output));
        }

        return new(process.ExitCode, Text(output));
    }

    public static Process Start(string command, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command, args)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }

    private static string Text(StringBuilder output)
    {
        lock (output)
        {
            return output.ToString();
        }
    }
}
