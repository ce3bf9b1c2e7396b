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
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Testing;

/// <summary>Another service's event log on a real h2c port. It holds what the test puts in, numbered from 1.</summary>
public sealed class EventLogPeer : IAsyncDisposable
{
    private readonly WebApplication app;

    private EventLogPeer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<EventLogPeer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Log>();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGrpcService<Log>();
        await app.StartAsync();
        return new EventLogPeer(app);
    }

    public void Append(IntegrationEvent fact) => app.Services.GetRequiredService<Log>().Append(fact);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class Log : EventLog.EventLogBase
    {
        private readonly List<EventRecord> records = [];

        public void Append(IntegrationEvent fact)
        {
            lock (records)
            {
                records.Add(
                    new EventRecord
                    {
                        Position = records.Count + 1,
                        EventId = fact.EventId.ToString(),
                        Type = WireNameAttribute.Of(fact.GetType()),
                        OccurredAt = fact.OccurredAt.ToTimestamp(),
                        Data = JsonSerializer.Serialize(fact, fact.GetType(), Json.Options),
                    }
                );
            }
        }

        public override Task<ReadEventsResponse> ReadEvents(ReadEventsRequest request, ServerCallContext context)
        {
            lock (records)
            {
                return Task.FromResult(
                    new ReadEventsResponse
                    {
                        LastPosition = records.Count,
                        Events = { records.Skip((int)request.AfterPosition).Take(request.Limit) },
                    }
                );
            }
        }
    }
}
