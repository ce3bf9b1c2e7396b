using System.Diagnostics;
using System.Globalization;

namespace SocialServices.AppHost.Tests.Engine;

/// <summary>However the process that started the system ends, nothing of the system stays.</summary>
public sealed class EndOfTheAppHostTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("small-system");

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task When_it_is_asked_to_end_nothing_is_left(string signal)
    {
        using var appHost = await StartAsync();
        var processes = await PidsAsync("first", "second", "helper");

        await SignalAsync(signal, appHost.Id);

        await appHost.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        Assert.Equal(0, appHost.ExitCode);
        await UntilGoneAsync(processes);
    }

    [Fact]
    public async Task When_it_is_killed_no_child_is_left()
    {
        using var appHost = await StartAsync();
        var processes = await PidsAsync("first", "second");
        var helper = await PidsAsync("helper");

        appHost.Kill(); // SIGKILL, and only this process

        await UntilGoneAsync(processes);
        await SignalAsync("KILL", helper.Single()); // what a child starts is that child's to end
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<Process> StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "SocialServices.AppHost.SmallSystem.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = _directory.FullName })!;
        await PidsAsync("first", "second", "helper");
        return process;
    }

    private async Task<IReadOnlyList<int>> PidsAsync(params string[] names)
    {
        var pids = new List<int>();
        await UntilAsync(
            () =>
            {
                pids = [.. names.Select(name => Path.Combine(_directory.FullName, $"{name}.pid")).Where(File.Exists).Select(File.ReadAllText)
                    .Where(text => text.EndsWith('\n')).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
                return pids.Count == names.Length;
            },
            () => $"Only these have started: {string.Join(", ", pids)}");
        return pids;
    }

    private static Task UntilGoneAsync(IReadOnlyList<int> pids) =>
        UntilAsync(() => !pids.Any(IsAlive), () => $"Still there: {string.Join(", ", pids.Where(IsAlive))}");

    /// <summary>An ended process that nobody has asked about is still listed, as a zombie.</summary>
    private static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task SignalAsync(string signal, int pid)
    {
        using var kill = Process.Start("bash", ["-c", $"kill -s {signal} {pid}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task UntilAsync(Func<bool> condition, Func<string> seen)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var deadline = Stopwatch.StartNew(); !condition();)
        {
            Assert.True(deadline.Elapsed < Patience, seen());
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
