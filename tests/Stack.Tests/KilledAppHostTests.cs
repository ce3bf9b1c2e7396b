using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests;

/// <summary>Has a system of its own.</summary>
public sealed class KilledAppHostTests
{
    [Fact]
    public async Task A_killed_AppHost_leaves_no_process_behind()
    {
        await using var instance = await StackInstance.StartAsync();
        var names = instance.Processes;
        Assert.Contains(names, name => name.EndsWith("beam.smp", StringComparison.Ordinal));
        Assert.Contains(names, name => name.EndsWith("postgres", StringComparison.Ordinal));

        Processes.Signal(instance.Report.Pid, Processes.Kill);

        await Eventually.GetAsync(() => Task.FromResult(string.Join(", ", instance.Processes)), left => left is "");
    }
}
