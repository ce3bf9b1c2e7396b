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

namespace SocialServices.Training.Tests.Support;

/// <summary>A registry on a real port (h2c) that answers what a test wants, and keeps what it was asked with.</summary>
internal sealed class RegistryPeer : Directory.DirectoryBase, IAsyncDisposable
{
    private static readonly HashSet<string> Organizations = ["mlspp", "unodc", "usaid", "undp", "nrcs", "yenme", "keyik-okara"];

    private readonly ConcurrentDictionary<string, Worker> workers = new();
    private WebApplication? app;

    public string Address => app!.Urls.Single();

    /// <summary>The authorization header of the last call.</summary>
    public string? LastAuthorization { get; private set; }

    public int Calls { get; private set; }

    /// <summary>Calls are taken and never answered.</summary>
    public bool Hangs { get; set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        app = builder.Build();
        app.MapGrpcService<RegistryPeer>();
        await app.StartAsync();
    }

    public Guid Knows(
        string organization = "nrcs",
        string sex = "female",
        string ageBand = "25-44",
        bool active = true,
        bool disabilityAsked = true,
        string name = "Ogulgerek Annaberdiýewa"
    )
    {
        var id = Guid.CreateVersion7();
        workers[id.ToString()] = new Worker
        {
            WorkerId = id.ToString(),
            Organization = organization,
            Role = "social-worker",
            Sex = sex,
            AgeBand = ageBand,
            Place = "TM-S-02",
            Active = active,
            DisabilityAsked = disabilityAsked,
            FullName = name,
        };
        return id;
    }

    public override async Task<Worker> GetWorker(GetWorkerRequest request, ServerCallContext context)
    {
        await NoteAsync(context);
        return workers.TryGetValue(request.WorkerId, out var worker)
            ? worker
            : throw new RpcException(new Status(StatusCode.NotFound, "Unknown worker."));
    }

    public override async Task<GetWorkersResponse> GetWorkers(GetWorkersRequest request, ServerCallContext context)
    {
        await NoteAsync(context);
        return new GetWorkersResponse { Workers = { request.WorkerIds.Where(workers.ContainsKey).Select(id => workers[id]) } };
    }

    public override async Task<GetOrganizationsResponse> GetOrganizations(GetOrganizationsRequest request, ServerCallContext context)
    {
        await NoteAsync(context);
        var known = request
            .Codes.Where(Organizations.Contains)
            .Select(code => new Organization
            {
                Code = code,
                Name = $"The organization {code}",
                NameTk = $"{code} guramasy",
                NameRu = $"Организация {code}",
            });
        return new GetOrganizationsResponse { Organizations = { known } };
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    private async Task NoteAsync(ServerCallContext context)
    {
        (LastAuthorization, Calls) = (context.RequestHeaders.GetValue("authorization"), Calls + 1);
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
    }
}
