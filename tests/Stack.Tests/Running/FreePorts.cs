using System.Net;
using System.Net.Sockets;

namespace SocialServices.Stack.Tests.Running;

internal static class FreePorts
{
    // Below the range from which the system takes the ports of outgoing connections.
    private const int First = 20000;
    private const int Last = 32000;

    /// <summary>Three in a row: Aspire's own dashboard wants two beside its page.</summary>
    public static int ThreeInARow()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last - 2);
            if (Enumerable.Range(port, 3).All(IsFree))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
