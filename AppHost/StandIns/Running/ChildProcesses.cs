using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting;

/// <summary>
/// Starts the processes of the system so that none outlives this one: each leads a process group of its own (Ctrl-C in
/// the terminal reaches only us, and stopping reaches its helpers too) and asks the kernel for SIGTERM when we die.
/// </summary>
internal sealed class ChildProcesses
{
    private readonly BlockingCollection<Action> _requests = [];

    /// <remarks>
    /// The kernel sends the signal when the *thread* that forked ends, so all children come from one thread that is
    /// never let go; a pool thread that retires would take its children with it.
    /// </remarks>
    public ChildProcesses() => new Thread(() =>
    {
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            request();
        }
    })
    { IsBackground = true, Name = "children" }.Start();

    /// <exception cref="DistributedApplicationException">The command does not exist.</exception>
    public async Task<ChildProcess> StartAsync(string command, IReadOnlyList<string> args, string workingDirectory, IReadOnlyDictionary<string, string> environment, Action<string, bool> output)
    {
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all = ["setpriv", "--pdeathsig", "TERM", "--", Find(command), .. args];
        Array.ForEach(all, start.ArgumentList.Add);

        // What belongs to this process and its dashboard, not to the children.
        foreach (var own in new[] { "ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" })
        {
            start.Environment.Remove(own);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
            {
                started.SetException(new DistributedApplicationException($"'{command}' could not be started: {exception.Message}", exception));
            }
        });
        var process = await started.Task;
        process.StandardInput.Close();
        return new ChildProcess(process, output);
    }

    private static string Find(string command) =>
        (command.Contains('/', StringComparison.Ordinal)
            ? [command]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, command)))
        .FirstOrDefault(File.Exists) ?? throw new DistributedApplicationException($"The command '{command}' does not exist.");
}

internal sealed partial class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Process _process;

    public ChildProcess(Process process, Action<string, bool> output)
    {
        _process = process;
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited)
        {
            exited.TrySetResult();
        }

        Exit = ReadAsync(exited.Task, CopyAsync(process.StandardOutput, false, output), CopyAsync(process.StandardError, true, output));
    }

    public int Id => _process.Id;

    /// <summary>The exit code, once the process has ended and what it printed has been read.</summary>
    public Task<int> Exit { get; }

    /// <summary>SIGTERM, time to finish, then SIGKILL for whatever is left of the process group.</summary>
    public async Task StopAsync()
    {
        _ = Kill(_process.Id, SigTerm);
        try
        {
            await Exit.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _ = Kill(-_process.Id, SigKill);
            await Exit;
        }
    }

    private const int SigTerm = 15;
    private const int SigKill = 9;

    private async Task<int> ReadAsync(Task exited, params Task[] outputs)
    {
        await exited;
        _ = Kill(-_process.Id, SigKill); // helpers that it left behind; they would also keep the pipes open
        await Task.WhenAll(outputs);
        return _process.ExitCode;
    }

    private static async Task CopyAsync(StreamReader from, bool isError, Action<string, bool> output)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            output(line, isError);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
