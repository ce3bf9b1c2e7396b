using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Sites;

/// <summary>The newest status counts, also when the opening is not known yet.</summary>
internal sealed class SiteStatusChangedHandler(ReportingDb db) : IEventHandler<SiteStatusChanged>
{
    public Task HandleAsync(SiteStatusChanged happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into sites (site_id, status, total, held, taken, opened_position, status_position, capacity_position)
            values ({happened.SiteId}, {happened.Status}, 0, 0, 0, 0, {position}, 0)
            on conflict (site_id) do update set status = excluded.status, status_position = excluded.status_position
            where sites.status_position < excluded.status_position
            """,
            cancellationToken
        );
}
