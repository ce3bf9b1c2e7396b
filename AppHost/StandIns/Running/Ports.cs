using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting;

/// <summary>Gives every endpoint of the model its port, once, so that a restart finds the same.</summary>
internal static class Ports
{
    /// <exception cref="DistributedApplicationException">A port that an endpoint asks for is taken.</exception>
    public static void Allocate(IEnumerable<IResource> resources)
    {
        var taken = new HashSet<int>();
        var endpoints = resources
            .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (Resource: resource, Endpoint: endpoint)))
            .OrderByDescending(pair => pair.Endpoint.Port is not null);

        foreach (var (resource, endpoint) in endpoints)
        {
            var port = endpoint.Port ?? endpoint.TargetPort ?? Free(taken);
            if (!taken.Add(port) || !IsFree(port))
            {
                throw new DistributedApplicationException($"Port {port}, which the endpoint '{endpoint.Name}' of '{resource.Name}' needs, is already in use on this machine.");
            }

            endpoint.AllocatedEndpoint = new(endpoint, "localhost", port);
        }
    }

    /// <summary>Below the ports that the kernel gives to outgoing connections, so that none of those takes it meanwhile.</summary>
    public static int Free(IReadOnlySet<int> taken)
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            if (!taken.Contains(port) && IsFree(port))
            {
                return port;
            }
        }
    }

    public static bool IsFree(int port)
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
