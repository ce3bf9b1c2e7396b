using System.Net;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.Contracts;
using SocialServices.Contracts.Events.V1;
using SocialServices.ServiceDefaults.Hosting;

namespace SocialServices.Registry.Tests;

/// <summary>The event log of a referrals service, over real gRPC.</summary>
public sealed class ReferralsLog : IAsyncDisposable
{
    private readonly List<EventRecord> events = [];
    private WebApplication app = null!;

    public string Address => app.Urls.Single();

    public static async Task<ReferralsLog> StartAsync()
    {
        var log = new ReferralsLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(log);
        log.app = builder.Build();
        log.app.MapGrpcService<Service>();
        await log.app.StartAsync();
        return log;
    }

    public void Append(IntegrationEvent fact)
    {
        lock (events)
        {
            events.Add(new EventRecord
            {
                Position = events.Count + 1,
                EventId = fact.EventId.ToString(),
                Type = WireNameAttribute.Of(fact.GetType()),
                OccurredAt = fact.OccurredAt.ToTimestamp(),
                Data = JsonSerializer.Serialize(fact, fact.GetType(), Json.Options),
            });
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class Service(ReferralsLog log) : EventLog.EventLogBase
    {
        public override Task<ReadEventsResponse> ReadEvents(ReadEventsRequest request, ServerCallContext context)
        {
            lock (log.events)
            {
                return Task.FromResult(new ReadEventsResponse
                {
                    LastPosition = log.events.Count,
                    Events = { log.events.Skip((int)request.AfterPosition) },
                });
            }
        }
    }
}
