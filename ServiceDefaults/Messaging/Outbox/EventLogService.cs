using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Events.V1;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Outbox;

/// <summary>
/// The service's event log over gRPC, read from its outbox. The rows go out as they are: also those whose type this version
/// does not know, so that positions have no gaps.
/// </summary>
internal sealed class EventLogService(ServiceDbContext db) : EventLog.EventLogBase
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 1000;
    private const int MaxPageSize = 2 * 1024 * 1024; // bytes; a client takes 4 MiB

    public override async Task<ReadEventsResponse> ReadEvents(ReadEventsRequest request, ServerCallContext context)
    {
        if (request.AfterPosition < 0 || request.Limit is < 0 or > MaxLimit)
        {
            throw new RpcException(
                new Status(StatusCode.InvalidArgument, $"after_position must not be negative and limit must be 0..{MaxLimit}.")
            );
        }

        var events = await db
            .Outbox.AsNoTracking()
            .Where(e => e.Position > request.AfterPosition)
            .OrderBy(e => e.Position)
            .Take(request.Limit is 0 ? DefaultLimit : request.Limit)
            .ToListAsync(context.CancellationToken);
        var last = await db.Outbox.MaxAsync(e => e.Position, context.CancellationToken) ?? 0;

        return new ReadEventsResponse
        {
            LastPosition = last,
            Events =
            {
                WithinSize(events)
                    .Select(e => new EventRecord
                    {
                        Position = e.Position!.Value,
                        EventId = e.EventId.ToString(),
                        Type = e.Type,
                        OccurredAt = e.OccurredAt.ToTimestamp(),
                        Data = e.Data,
                    }),
            },
        };
    }

    /// <summary>At least one, so that a reader goes on.</summary>
    private static IEnumerable<OutboxEvent> WithinSize(IEnumerable<OutboxEvent> events)
    {
        var size = 0;
        return events.TakeWhile((e, index) => (size += Encoding.UTF8.GetByteCount(e.Data)) <= MaxPageSize || index == 0);
    }
}
