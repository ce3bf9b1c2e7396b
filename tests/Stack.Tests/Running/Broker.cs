using System.Globalization;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests.Running;

/// <summary>The system's RabbitMQ, which can be stopped in the middle of whatever it does.</summary>
/// <param name="server">Process id of eng/server.sh.</param>
internal sealed class Broker(int server)
{
    /// <summary>Every event is longer; a heartbeat has 8.</summary>
    private const int BytesOfAnEvent = 300;

    private readonly int process = Processes.Tree(server).Single(pid => Processes.Name(pid) is "beam.smp");

    // Not the resource's URL: with Aspire itself a proxy listens there. Its process is eng/server.sh … --port N.
    private readonly string port = int.Parse(
            File.ReadAllText($"/proc/{server}/cmdline").Split('\0').SkipWhile(argument => argument is not "--port").ElementAt(1),
            CultureInfo.InvariantCulture
        )
        .ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>While <paramref name="actAsync"/> runs, the broker takes nothing in and confirms nothing, and its connections stay.</summary>
    public async Task PausedAsync(Func<Task> actAsync)
    {
        Processes.Signal(process, Processes.Stop);
        try
        {
            await actAsync();
        }
        finally
        {
            Processes.Signal(process, Processes.Continue);
        }
    }

    /// <summary>Waits until an event that somebody sends lies before the broker, unread.</summary>
    public async Task UntilSentAsync(Func<Task> sendAsync)
    {
        var before = Unread();
        await sendAsync();
        await Eventually.GetAsync(() => Task.FromResult(Unread() - before), bytes => bytes >= BytesOfAnEvent);
    }

    /// <summary>Bytes in the receive queues of its connections, as /proc/net/tcp tells them: local address, remote address, state, tx:rx in hex.</summary>
    private long Unread() =>
        File.ReadLines("/proc/net/tcp")
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[1].EndsWith(':' + port, StringComparison.Ordinal) && fields[3] is "01")
            .Sum(fields => long.Parse(fields[4].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
