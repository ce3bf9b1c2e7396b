using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SocialServices.AppHost.Tests.Engine;

public sealed class EndpointTests : IAsyncDisposable
{
    private readonly TestSystem _system = new();

    [Fact]
    public async Task A_port_that_is_taken_is_named_and_nothing_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        _system.Add("bystander", $"touch {_system.File("started")}");
        _system.Add("gateway", "exec sleep infinity").WithHttpEndpoint(port: port, name: "http");

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(_system.StartAsync);

        Assert.Equal($"Port {port}, which the endpoint 'http' of 'gateway' needs, is already in use on this machine.", refusal.Message);
        Assert.False(File.Exists(_system.File("started")));
    }

    [Fact]
    public async Task Http_health_follows_the_answers()
    {
        var service = _system.Add("service", "exec sleep infinity").WithHttpEndpoint(name: "http").WithHttpHealthCheck("/health", endpointName: "http");
        await _system.StartAsync();
        await _system.UntilAsync("service", snapshot => snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy, ExceptionText: not null }]);

        var answer = "503 Service Unavailable";
        using var listener = new TcpListener(IPAddress.Loopback, service.GetEndpoint("http").Port);
        listener.Start();
        _ = AnswerAsync(listener, () => answer);

        await _system.UntilAsync("service", snapshot => snapshot.HealthReports is [{ Description: "Answered 503, not 200." }]);
        Assert.Equal(HealthStatus.Unhealthy, (await _system.UntilAsync("service", _ => true)).HealthStatus);

        answer = "200 OK";
        await _system.UntilAsync("service", snapshot => snapshot.HealthStatus == HealthStatus.Healthy);
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    private static async Task AnswerAsync(TcpListener listener, Func<string> status)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            using var reader = new StreamReader(client.GetStream());
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
                // The request; what it asks for does not matter.
            }

            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status()}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }
    }
}
