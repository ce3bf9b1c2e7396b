using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Referrals.Data;
using SocialServices.Testing;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Benchmarks.Referrals;

/// <summary>The referrals service in this process, and a registry that answers at once: what is measured is the service.</summary>
internal sealed class BenchedReferrals(string registry)
    : ServiceApp<ReferralsDb>(
        "referralsdb",
        new()
        {
            ["Services:registry:grpc:0"] = registry,
            ["Services:training:grpc:0"] = registry,
            ["WaitingList:Every"] = "1.00:00:00",
        }
    );

/// <summary>Every worker is a specialist of mlspp, every site takes people for nrcs, and capacity is always free.</summary>
internal sealed class QuickRegistry : IAsyncDisposable
{
    private WebApplication? app;

    public string Address => app!.Urls.Single();

    public static async Task<QuickRegistry> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        var registry = new QuickRegistry { app = builder.Build() };
        registry.app.MapGrpcService<QuickDirectory>();
        registry.app.MapGrpcService<QuickCapacity>();
        await registry.app.StartAsync();
        return registry;
    }

    public ValueTask DisposeAsync() => app!.DisposeAsync();

    private sealed class QuickDirectory : Directory.DirectoryBase
    {
        public override Task<Site> GetSite(GetSiteRequest request, ServerCallContext context) =>
            Task.FromResult(
                new Site
                {
                    SiteId = request.SiteId,
                    Organization = "nrcs",
                    ServiceType = "parents-with-addictions",
                    Place = "TM-S",
                    Status = "active",
                }
            );

        public override Task<GetWorkersResponse> GetWorkers(GetWorkersRequest request, ServerCallContext context) =>
            Task.FromResult(new GetWorkersResponse { Workers = { request.WorkerIds.Select(Specialist) } });

        private static Worker Specialist(string id) =>
            new()
            {
                WorkerId = id,
                Organization = "mlspp",
                Role = "specialist",
                Active = true,
            };

        public override Task<GetOrganizationsResponse> GetOrganizations(GetOrganizationsRequest request, ServerCallContext context) =>
            Task.FromResult(
                new GetOrganizationsResponse { Organizations = { request.Codes.Select(code => new Organization { Code = code }) } }
            );
    }

    private sealed class QuickCapacity : CapacityLedger.CapacityLedgerBase
    {
        public override Task<CapacityReservation> Reserve(ReserveCapacityRequest request, ServerCallContext context) =>
            Task.FromResult(
                new CapacityReservation
                {
                    ReservationKey = request.ReservationKey,
                    SiteId = request.SiteId,
                    State = "held",
                    ExpiresAt = request.ExpiresAt,
                }
            );
    }
}
