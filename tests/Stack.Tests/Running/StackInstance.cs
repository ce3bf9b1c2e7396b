using System.Diagnostics;
using System.Globalization;

namespace SocialServices.Stack.Tests.Running;

/// <summary>A system of its own: fresh state in a temporary folder, free ports, started and stopped by ./stack.</summary>
internal sealed class StackInstance : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> environment;
    private readonly int gatewayPort;
    private Process? guard;

    private StackInstance()
    {
        State = Path.Combine(Path.GetTempPath(), $"stack-tests-{Guid.NewGuid():n}");
        gatewayPort = FreePorts.ThreeInARow();
        environment = new()
        {
            ["STACK_STATE"] = State,
            ["Servers"] = "local",
            ["DashboardPort"] = FreePorts.ThreeInARow().ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The folder for data and run.json.</summary>
    public string State { get; }

    public string RunFile => Path.Combine(State, "run.json");

    public RunReport Report => RunReport.Read(RunFile);

    public IReadOnlyList<string> Processes => Running.Processes.WithEnvironment("StateDirectory", State);

    public static async Task<StackInstance> StartAsync()
    {
        var instance = new StackInstance();
        // PostgreSQL runs under an account of its own and must be able to pass.
        Directory.CreateDirectory(
            instance.State,
            UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherExecute
        );
        instance.Guard();
        var started = await instance.StackAsync(
            StartTimeout,
            "run",
            "--detach",
            "--port",
            instance.gatewayPort.ToString(CultureInfo.InvariantCulture)
        );
        if (started.ExitCode != 0)
        {
            await instance.DisposeAsync();
            throw new InvalidOperationException($"The system did not start: {started}");
        }

        return instance;
    }

    /// <summary>Runs ./stack for this instance.</summary>
    public Task<ShellResult> StackAsync(TimeSpan within, params IReadOnlyList<string> args) =>
        Shell.RunAsync(Path.Combine(Repository.Root, "stack"), args, environment, within);

    public async ValueTask DisposeAsync()
    {
        var stopped = await StackAsync(StopTimeout, "stop");
        if (Processes is { Count: > 0 } left)
        {
            throw new InvalidOperationException($"Left behind after ./stack stop ({stopped}): {string.Join(", ", left)}");
        }

        Directory.Delete(State, recursive: true);
        guard?.Kill();
        guard?.Dispose();
    }

    /// <summary>Stops the system and clears up when this process is killed and cannot do it itself.</summary>
    private void Guard() =>
        guard = Shell.Start(
            "setsid",
            ["bash", "-c", $"exec >/dev/null 2>&1; tail --pid={Environment.ProcessId} -f /dev/null; ./stack stop; rm -rf '{State}'"],
            environment
        );
}
