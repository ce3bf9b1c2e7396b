using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Contracts.Training.V1;
using static Google.Rpc.BadRequest.Types;
using Directory = SocialServices.Contracts.Registry.V1.Directory;
using Status = Grpc.Core.Status;

namespace SocialServices.Referrals.Tests;

/// <summary>Registry and training as a real gRPC server (h2c) that answers as a test chooses.</summary>
internal sealed class FakePeers : IAsyncDisposable
{
    private WebApplication? app;

    public string Address => app!.Urls.Single();

    public ConcurrentDictionary<string, Site> Sites { get; } = [];

    /// <summary>What the registry was asked for last.</summary>
    public FindSitesRequest? Asked { get; private set; }

    public ConcurrentDictionary<string, Worker> Workers { get; } = [];

    /// <summary>Worker id and competence.</summary>
    public ConcurrentDictionary<(string Worker, string Competence), bool> Certificates { get; } = [];

    /// <summary>Reservations by key.</summary>
    public ConcurrentDictionary<string, CapacityReservation> Reservations { get; } = [];

    /// <summary>What a method answers instead; null = as usual. Named by method, for example <c>Reserve</c>.</summary>
    public ConcurrentDictionary<string, StatusCode> Faults { get; } = [];

    /// <summary>How many more people sites take; a site that is not named has room for everybody.</summary>
    public ConcurrentDictionary<string, int> Free { get; } = [];

    /// <summary>Keys under which nothing can be held any more.</summary>
    public ConcurrentDictionary<string, bool> Released { get; } = [];

    /// <summary>Methods that never answer.</summary>
    public ConcurrentDictionary<string, bool> Hanging { get; } = [];

    public static async Task<FakePeers> StartAsync()
    {
        var peers = new FakePeers();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(peers);
        peers.app = builder.Build();
        peers.app.MapGrpcService<FakeDirectory>();
        peers.app.MapGrpcService<FakeCapacity>();
        peers.app.MapGrpcService<FakeQualifications>();
        await peers.app.StartAsync();
        return peers;
    }

    public ValueTask DisposeAsync() => app!.DisposeAsync();

    private async Task AnswerAsync(ServerCallContext context)
    {
        var method = context.Method.Split('/')[^1];
        if (Hanging.ContainsKey(method))
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        if (Faults.TryGetValue(method, out var code))
        {
            throw new RpcException(new Status(code, "As the test chose."));
        }
    }

    private sealed class FakeDirectory(FakePeers peers) : Directory.DirectoryBase
    {
        private static readonly string[] Organizations = ["mlspp", "nrcs", "yenme", "keyik-okara", "deaf-blind-society"];

        public override async Task<Site> GetSite(GetSiteRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            return peers.Sites.TryGetValue(request.SiteId, out var site) ? site : throw NotFound();
        }

        public override async Task<FindSitesResponse> FindSites(FindSitesRequest request, ServerCallContext context)
        {
            foreach (var (field, code) in new[] { ("need", request.Need), ("language", request.Language) })
            {
                if (code is "xx")
                {
                    throw new Google.Rpc.Status
                    {
                        Code = (int)StatusCode.InvalidArgument,
                        Details = { Any.Pack(new BadRequest { FieldViolations = { new FieldViolation { Field = field } } }) },
                    }.ToRpcException();
                }
            }

            await peers.AnswerAsync(context);
            peers.Asked = request;
            return new FindSitesResponse
            {
                Sites = { peers.Sites.Values.Where(site => site.Name != "").Select(site => new FoundSite { Site = site }) },
            };
        }

        public override async Task<GetWorkersResponse> GetWorkers(GetWorkersRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            var known = request.WorkerIds.Select(id => peers.Workers.GetValueOrDefault(id)).OfType<Worker>();
            return new GetWorkersResponse { Workers = { known } };
        }

        /// <summary>Every place is known but those with the number 99; those with 98 are abolished.</summary>
        public override async Task<GetPlacesResponse> GetPlaces(GetPlacesRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            var known = request.Codes.Where(code => !code.EndsWith("-99", StringComparison.Ordinal));
            return new GetPlacesResponse
            {
                Places =
                {
                    known.Select(code => new Place
                    {
                        Code = code,
                        ValidUntil = code.EndsWith("-98", StringComparison.Ordinal) ? "2022-11-08" : "",
                    }),
                },
            };
        }

        public override async Task<Organization> GetOrganization(GetOrganizationRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            return new Organization { Code = request.Code, Name = $"Organization {request.Code}" };
        }

        public override async Task<ServiceType> GetServiceType(GetServiceTypeRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            return new ServiceType
            {
                Code = request.Code,
                Name = "A service",
                NameTk = "Hyzmat",
                NameRu = "Услуга",
            };
        }

        public override async Task<GetOrganizationsResponse> GetOrganizations(GetOrganizationsRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            var known = request.Codes.Where(Organizations.Contains).Select(code => new Organization { Code = code });
            return new GetOrganizationsResponse { Organizations = { known } };
        }
    }

    private sealed class FakeCapacity(FakePeers peers) : CapacityLedger.CapacityLedgerBase
    {
        public override async Task<CapacityReservation> Reserve(ReserveCapacityRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            if (peers.Released.ContainsKey(request.ReservationKey))
            {
                throw new RpcException(new Status(StatusCode.FailedPrecondition, "Released."));
            }

            if (peers.Free.TryGetValue(request.SiteId, out var free) && !peers.Reservations.ContainsKey(request.ReservationKey))
            {
                peers.Free[request.SiteId] =
                    free > 0 ? free - 1 : throw new RpcException(new Status(StatusCode.ResourceExhausted, "Full."));
            }

            return peers.Reservations.GetOrAdd(
                request.ReservationKey,
                key => new CapacityReservation
                {
                    ReservationKey = key,
                    SiteId = request.SiteId,
                    State = "held",
                    ExpiresAt = request.ExpiresAt,
                }
            );
        }

        public override async Task<CapacityReservation> Confirm(ConfirmCapacityRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            if (!peers.Reservations.TryGetValue(request.ReservationKey, out var reservation))
            {
                throw NotFound();
            }

            reservation.State = "taken";
            return reservation;
        }
    }

    private sealed class FakeQualifications(FakePeers peers) : Qualifications.QualificationsBase
    {
        public override async Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
        {
            await peers.AnswerAsync(context);
            var response = new CheckResponse();
            response.Answers.AddRange(
                request.Questions.Select(question => new Answer
                {
                    WorkerId = question.WorkerId,
                    Competence = question.Competence,
                    OnDate = question.OnDate,
                    Held = peers.Certificates.ContainsKey((question.WorkerId, question.Competence)),
                })
            );
            return response;
        }
    }

    private static RpcException NotFound() => new(new Status(StatusCode.NotFound, "Not in the register."));
}
