using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.Contracts.Registry.V1;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Gateway.Tests;

/// <summary>The registry's gRPC side on a real h2c port: it knows the workers that a test has hired.</summary>
internal sealed class RegistryPeer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Worker> workers = [];

    private RegistryPeer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>What every call answers instead; null = as usual.</summary>
    public StatusCode? Fault { get; set; }

    public static async Task<RegistryPeer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        RegistryPeer? peer = null;
        builder.Services.AddSingleton(_ => peer!);
        var app = builder.Build();
        peer = new RegistryPeer(app);
        app.MapGrpcService<FakeDirectory>();
        await app.StartAsync();
        return peer;
    }

    /// <param name="organization">The employer.</param>
    /// <param name="from">First day, from today.</param>
    /// <param name="until">Last day, from today; null = open.</param>
    /// <param name="active">As the registry tells.</param>
    public Guid Hire(string organization, int from = -100, int? until = null, bool active = true)
    {
        var id = Guid.CreateVersion7();
        workers[id.ToString()] = new Worker
        {
            WorkerId = id.ToString(),
            Organization = organization,
            Active = active,
            Role = "specialist",
            Place = "TM-S",
            Posts =
            {
                new Post
                {
                    Organization = organization,
                    From = Day(from),
                    Until = until is { } days ? Day(days) : "",
                },
            },
        };
        return id;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // Days change at midnight of Ashgabat, UTC+5.
    private static string Day(int fromToday) => DateTime.UtcNow.AddHours(5).AddDays(fromToday).ToString("yyyy-MM-dd", null);

    private sealed class FakeDirectory(RegistryPeer peer) : Directory.DirectoryBase
    {
        public override Task<Worker> GetWorker(GetWorkerRequest request, ServerCallContext context) =>
            peer.Fault is { } fault ? throw new RpcException(new Status(fault, "As the test chose."))
            : peer.workers.TryGetValue(request.WorkerId, out var worker) ? Task.FromResult(worker)
            : throw new RpcException(new Status(StatusCode.NotFound, "The worker was not found."));

        public override Task<Organization> GetOrganization(GetOrganizationRequest request, ServerCallContext context) =>
            peer.Fault is { } fault ? throw new RpcException(new Status(fault, "As the test chose."))
            : request.Code is "mlspp" or "nrcs" or "sapi" or "yenme" ? Task.FromResult(new Organization { Code = request.Code })
            : throw new RpcException(new Status(StatusCode.NotFound, "The organization was not found."));
    }
}
