using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Sites;

/// <summary>The newest numbers count, also when the opening is not known yet.</summary>
internal sealed class CapacityChangedHandler(ReportingDb db) : IEventHandler<CapacityChanged>
{
    public Task HandleAsync(CapacityChanged happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into sites (site_id, total, held, taken, opened_position, status_position, capacity_position)
            values ({happened.SiteId}, {happened.Total}, {happened.Held}, {happened.Taken}, 0, 0, {position})
            on conflict (site_id) do update set
                total = excluded.total, held = excluded.held, taken = excluded.taken, capacity_position = excluded.capacity_position
            where sites.capacity_position < excluded.capacity_position
            """,
            cancellationToken
        );
}
