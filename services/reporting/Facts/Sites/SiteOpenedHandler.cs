using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Sites;

/// <summary>Whose the site is, and its status and capacity unless something newer is known of them.</summary>
internal sealed class SiteOpenedHandler(ReportingDb db) : IEventHandler<SiteOpened>
{
    public Task HandleAsync(SiteOpened happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into sites (
                site_id, organization, service_type, place, status, total, held, taken, opened_position, status_position, capacity_position, place_position)
            values (
                {happened.SiteId}, {happened.Organization}, {happened.ServiceType}, {happened.Place}, {happened.Status}, {happened.Total}, 0, 0,
                {position}, {position}, {position}, {position})
            on conflict (site_id) do update set
                organization = case when sites.opened_position < excluded.opened_position then excluded.organization else sites.organization end,
                service_type = case when sites.opened_position < excluded.opened_position then excluded.service_type else sites.service_type end,
                place = case when sites.place_position < excluded.place_position then excluded.place else sites.place end,
                status = case when sites.status_position < excluded.status_position then excluded.status else sites.status end,
                total = case when sites.capacity_position < excluded.capacity_position then excluded.total else sites.total end,
                place_position = greatest(sites.place_position, excluded.place_position),
                opened_position = greatest(sites.opened_position, excluded.opened_position),
                status_position = greatest(sites.status_position, excluded.status_position),
                capacity_position = greatest(sites.capacity_position, excluded.capacity_position)
            """,
            cancellationToken
        );
}
