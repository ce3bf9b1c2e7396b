using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Facts;

namespace SocialServices.Reporting.Freshness;

/// <summary>How much of a service's event log has become facts.</summary>
/// <param name="Source">Resource name of the service.</param>
/// <param name="Position">Every event up to and including this one is in the numbers.</param>
/// <param name="HighestPosition">The furthest event in the numbers; above <paramref name="Position"/> until the log is read the next time.</param>
/// <param name="LastEventAt">When the furthest event happened, UTC; absent before the first.</param>
/// <param name="CaughtUpAt">Everything published before this moment is in the numbers, UTC; absent until the log was read to its end once.</param>
public sealed record SourceFreshness(
    string Source,
    long Position,
    long HighestPosition,
    DateTimeOffset? LastEventAt,
    DateTimeOffset? CaughtUpAt
)
{
    internal static Task<List<SourceFreshness>> ReadAsync(ReportingDb db, CancellationToken cancellationToken) =>
        db
            .Database.SqlQuery<SourceFreshness>(
                $"""
                select source as "Source", coalesce(cursor.position, 0) as "Position", 
                       greatest(newest.position, cursor.position, 0) as "HighestPosition",
                       newest.occurred_at as "LastEventAt", cursor.caught_up_at as "CaughtUpAt"
                from unnest({Subscriptions.Sources.ToArray()}) with ordinality as sources (source, place)
                left join event_cursors cursor using (source)
                left join lateral (
                    select position, occurred_at from inbox where inbox.source = sources.source order by position desc limit 1) newest on true
                order by place
                """
            )
            .ToListAsync(cancellationToken);
}
