using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Sites;

/// <summary>The newest numbers count, also when the opening is not known yet.</summary>
internal sealed class PlacesChangedHandler(ReportingDb db) : IEventHandler<PlacesChanged>
{
    public Task HandleAsync(PlacesChanged fact, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into sites (site_id, places, held, taken, opened_position, status_position, places_position)
            values ({fact.SiteId}, {fact.Total}, {fact.Held}, {fact.Taken}, 0, 0, {position})
            on conflict (site_id) do update set
                places = excluded.places, held = excluded.held, taken = excluded.taken, places_position = excluded.places_position
            where sites.places_position < excluded.places_position
            """,
            cancellationToken
        );
}
