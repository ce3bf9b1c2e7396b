using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocialServices.Testing;

namespace SocialServices.Gateway.Tests;

/// <summary>Stands before the real Redis, so that a test can make it fall silent: connections stay open and nothing is answered.</summary>
internal sealed class RedisProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private volatile bool silent;

    public string ConnectionString { get; private set; } = "";

    public static Task<RedisProxy> StartAsync()
    {
        var proxy = new RedisProxy();
        proxy.listener.Start();
        var options = TestServers.Redis.Split(',', 2);
        proxy.ConnectionString = $"127.0.0.1:{((IPEndPoint)proxy.listener.LocalEndpoint).Port},{options.ElementAtOrDefault(1)}";
        _ = proxy.AcceptAsync(options[0].Split(':'));
        return Task.FromResult(proxy);
    }

    public void FallSilent() => silent = true;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        ended.Dispose();
    }

    private async Task AcceptAsync(string[] server)
    {
        while (!ended.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(ended.Token);
            var redis = new TcpClient();
            await redis.ConnectAsync(server[0], int.Parse(server[1], CultureInfo.InvariantCulture), ended.Token);
            _ = PumpAsync(client.GetStream(), redis.GetStream());
            _ = PumpAsync(redis.GetStream(), client.GetStream());
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[8192];
        while (await from.ReadAsync(buffer, ended.Token) is > 0 and var read)
        {
            if (!silent)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), ended.Token);
            }
        }
    }
}
