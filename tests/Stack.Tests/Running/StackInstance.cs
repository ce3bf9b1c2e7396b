using System.Diagnostics;
using System.Globalization;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests.Running;

/// <summary>A system of its own, started by ./stack: fresh state in a temporary folder, free ports.</summary>
internal sealed class StackInstance : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private Process? guard;

    public StackInstance() =>
        Environment = new()
        {
            ["STACK_STATE"] = State,
            ["Servers"] = "local",
            ["DashboardPort"] = FreePorts.ThreeInARow().ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>The folder for data and run.json.</summary>
    public string State { get; } = StateFolder.Create();

    public int GatewayPort { get; } = FreePorts.ThreeInARow();

    public Dictionary<string, string> Environment { get; }

    public string RunFile => Path.Combine(State, "run.json");

    public IReadOnlyList<string> Processes => Running.Processes.WithEnvironment("StateDirectory", State);

    public Task<ShellResult> RunAsync()
    {
        guard ??= Shell.Start("setsid", ["bash", "-c", EndWithThisProcess()], Environment);
        return StackAsync("run", "--detach", "--port", GatewayPort.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>As at a terminal, and waits until everything is healthy.</summary>
    public async Task<Process> RunInForegroundAsync()
    {
        File.Delete(RunFile); // of a run that was killed
        var run = Shell.Start(
            Path.Combine(Repository.Root, "stack"),
            ["run", "--port", GatewayPort.ToString(CultureInfo.InvariantCulture)],
            Environment
        );
        run.OutputDataReceived += static (_, _) => { };
        run.ErrorDataReceived += static (_, _) => { };
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
        await Eventually.GetAsync(() => Task.FromResult(File.Exists(RunFile) || run.HasExited), seen => seen, Patience);
        return run;
    }

    /// <summary>Runs ./stack for this instance.</summary>
    public Task<ShellResult> StackAsync(params IReadOnlyList<string> args) =>
        Shell.RunAsync(Path.Combine(Repository.Root, "stack"), args, Environment, Patience);

    /// <summary>Sends the AppHost a signal, and waits until no process of the instance is left.</summary>
    public async Task EndAsync(int signal)
    {
        Running.Processes.Signal(RunReport.Read(RunFile).Pid, signal);
        await Eventually.GetAsync(() => Task.FromResult(string.Join(", ", Processes)), left => left is "");
    }

    /// <summary>Files that others can read or write, and folders that they can list. Of PostgreSQL's and RabbitMQ's data the folder is enough.</summary>
    public IReadOnlyList<string> FilesOthersCanRead() =>
        [
            .. Directory
                .EnumerateFileSystemEntries(State)
                .Concat(Directory.EnumerateFileSystemEntries(Path.Combine(State, "data")))
                .Append(State)
                .Where(entry => (File.GetUnixFileMode(entry) & Others) != 0)
                .Select(entry => $"{entry} {File.GetUnixFileMode(entry)}"),
        ];

    public async ValueTask DisposeAsync()
    {
        if (Processes.Count > 0) // when a test has failed
        {
            Running.Processes.Signal(
                int.Parse(await File.ReadAllTextAsync(Path.Combine(State, "apphost.pid")), CultureInfo.InvariantCulture),
                Running.Processes.Kill
            );
            await Eventually.GetAsync(() => Task.FromResult(Processes.Count), left => left is 0);
        }

        guard?.Kill();
        guard?.Dispose();
        Directory.Delete(State, recursive: true);
    }

    /// <summary>Ends the system and clears up when the tests are killed and cannot do it themselves.</summary>
    private string EndWithThisProcess() =>
        $"""
            exec >/dev/null 2>&1
            tail --pid={System.Environment.ProcessId} -f /dev/null
            kill -TERM $(cat '{State}/apphost.pid')
            sleep 30
            rm -rf '{State}'
            """;
}
