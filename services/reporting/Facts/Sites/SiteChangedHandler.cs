using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Sites;

/// <summary>The newest place counts, also when the opening is not known yet.</summary>
internal sealed class SiteChangedHandler(ReportingDb db) : IEventHandler<SiteChanged>
{
    public Task HandleAsync(SiteChanged happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into sites (site_id, place, total, held, taken, opened_position, status_position, capacity_position, place_position)
            values ({happened.SiteId}, {happened.Place}, 0, 0, 0, 0, 0, 0, {position})
            on conflict (site_id) do update set place = excluded.place, place_position = excluded.place_position
            where sites.place_position < excluded.place_position
            """,
            cancellationToken
        );
}
