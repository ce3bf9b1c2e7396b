using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The newest numbers count, also when the opening is not known yet.</summary>
internal sealed class CapacityChangedHandler(ReportingDb db) : FactHandler<CapacityChanged>(db)
{
    protected override FormattableString Write(CapacityChanged happened, long position) =>
        $"""
            insert into sites (site_id, total, held, taken, opened_position, status_position, capacity_position)
            values ({happened.SiteId}, {happened.Total}, {happened.Held}, {happened.Taken}, 0, 0, {position})
            on conflict (site_id) do update set
                total = excluded.total, held = excluded.held, taken = excluded.taken, capacity_position = excluded.capacity_position
            where sites.capacity_position < excluded.capacity_position
            """;
}

/// <summary>The newest place counts, also when the opening is not known yet.</summary>
internal sealed class SiteChangedHandler(ReportingDb db) : FactHandler<SiteChanged>(db)
{
    protected override FormattableString Write(SiteChanged happened, long position) =>
        $"""
            insert into sites (site_id, place, total, held, taken, opened_position, status_position, capacity_position, place_position)
            values ({happened.SiteId}, {happened.Place}, 0, 0, 0, 0, 0, 0, {position})
            on conflict (site_id) do update set place = excluded.place, place_position = excluded.place_position
            where sites.place_position < excluded.place_position
            """;
}

/// <summary>For good, whatever else comes.</summary>
internal sealed class SiteDeletedHandler(ReportingDb db) : FactHandler<SiteDeleted>(db)
{
    protected override FormattableString Write(SiteDeleted happened, long position) =>
        $"""
            insert into sites (site_id, total, held, taken, opened_position, status_position, capacity_position, deleted)
            values ({happened.SiteId}, 0, 0, 0, 0, 0, 0, true)
            on conflict (site_id) do update set deleted = true
            """;
}

/// <summary>Whose the site is, and its status and capacity unless something newer is known of them.</summary>
internal sealed class SiteOpenedHandler(ReportingDb db) : FactHandler<SiteOpened>(db)
{
    protected override FormattableString Write(SiteOpened happened, long position) =>
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
            """;
}

/// <summary>The newest status counts, also when the opening is not known yet.</summary>
internal sealed class SiteStatusChangedHandler(ReportingDb db) : FactHandler<SiteStatusChanged>(db)
{
    protected override FormattableString Write(SiteStatusChanged happened, long position) =>
        $"""
            insert into sites (site_id, status, total, held, taken, opened_position, status_position, capacity_position)
            values ({happened.SiteId}, {happened.Status}, 0, 0, 0, 0, {position}, 0)
            on conflict (site_id) do update set status = excluded.status, status_position = excluded.status_position
            where sites.status_position < excluded.status_position
            """;
}
