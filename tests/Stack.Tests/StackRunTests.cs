using SocialServices.Stack.Tests.Running;

namespace SocialServices.Stack.Tests;

/// <summary>The script `./stack run`, with instances of its own.</summary>
public sealed class StackRunTests
{
    [Fact]
    public async Task An_instance_belongs_to_its_owner_starts_again_with_its_data_and_leaves_no_process_behind()
    {
        await using var instance = new StackInstance();
        var first = await instance.RunAsync();
        Assert.True(first.ExitCode == 0, first.ToString());
        var names = instance.Processes;
        Assert.Contains(names, name => name.EndsWith("beam.smp", StringComparison.Ordinal));
        Assert.Contains(names, name => name.EndsWith("postgres", StringComparison.Ordinal));
        Assert.Empty(instance.FilesOthersCanRead());
        Assert.DoesNotContain(
            "login?t=",
            await File.ReadAllTextAsync(Path.Combine(instance.State, "apphost.log")),
            StringComparison.Ordinal
        );

        var reconciled = await instance.StackAsync("reconcile");
        Assert.True(reconciled.ExitCode == 0, reconciled.ToString());
        Assert.Contains("Every fact is as its source tells.", reconciled.Output, StringComparison.Ordinal);

        await instance.EndAsync(Processes.Kill); // and all that it started notices

        using var second = await instance.RunInForegroundAsync();
        await instance.EndAsync(Processes.Interrupt); // Ctrl-C
        await second.WaitForExitAsync();
        Assert.False(File.Exists(instance.RunFile));
    }

    [Fact]
    public async Task Data_without_its_secrets_is_not_opened_with_new_ones()
    {
        await using var instance = new StackInstance();
        Directory.CreateDirectory(Path.Combine(instance.State, "data", "postgres"));

        var refused = await instance.RunAsync();

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("secrets.json is missing", refused.Output, StringComparison.Ordinal);
        Assert.Contains("./stack reset", refused.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(instance.State, "secrets.json")));
    }

    [Fact]
    public async Task Secrets_that_were_half_written_are_named()
    {
        await using var instance = new StackInstance();
        await File.WriteAllTextAsync(Path.Combine(instance.State, "secrets.json"), "{ \"index-key\": \"abc");

        var refused = await instance.RunAsync();

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("secrets.json is damaged", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_deletes_the_data_and_its_secrets_together()
    {
        await using var instance = new StackInstance();
        Directory.CreateDirectory(Path.Combine(instance.State, "data", "postgres"));
        await File.WriteAllTextAsync(Path.Combine(instance.State, "secrets.json"), "{}");

        var reset = await instance.StackAsync("reset", "--yes");

        Assert.True(reset.ExitCode == 0, reset.ToString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(instance.State));
    }

    [Fact]
    public async Task A_reset_keeps_the_secrets_of_data_on_external_servers()
    {
        await using var instance = new StackInstance();
        await File.WriteAllTextAsync(Path.Combine(instance.State, "secrets.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(instance.State, "servers"), "external\n");

        var refused = await instance.StackAsync("reset", "--yes");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("external servers", refused.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(instance.State, "secrets.json")));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_what_to_do()
    {
        await using var instance = new StackInstance();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, instance.GatewayPort);
        listener.Start();

        var refused = await instance.RunAsync();

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains($"port {instance.GatewayPort} is taken", refused.Output, StringComparison.Ordinal);
        Assert.Contains("--port N", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_home_folder_the_instance_uses_one_of_its_own()
    {
        await using var instance = new StackInstance();
        instance.Environment["HOME"] = "/nonexistent";
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, instance.GatewayPort);
        listener.Start(); // so that nothing is started

        var refused = await instance.RunAsync();

        Assert.Contains("There is no home folder that can be written to", refused.Output, StringComparison.Ordinal);
        Assert.Contains($"port {instance.GatewayPort} is taken", refused.Output, StringComparison.Ordinal);
    }
}
