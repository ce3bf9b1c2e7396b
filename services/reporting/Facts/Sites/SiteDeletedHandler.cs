using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Sites;

/// <summary>For good, whatever else comes.</summary>
internal sealed class SiteDeletedHandler(ReportingDb db) : IEventHandler<SiteDeleted>
{
    public Task HandleAsync(SiteDeleted happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into sites (site_id, total, held, taken, opened_position, status_position, capacity_position, deleted)
            values ({happened.SiteId}, 0, 0, 0, 0, 0, 0, true)
            on conflict (site_id) do update set deleted = true
            """,
            cancellationToken
        );
}
