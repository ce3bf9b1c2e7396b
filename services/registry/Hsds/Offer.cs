using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Hsds;

/// <summary>What HSDS calls a service: a service type that an organization delivers, summed up over its sites.</summary>
internal sealed class Offer
{
    public required Guid Id { get; init; }
    public required string OrganizationCode { get; init; }
    public required string ServiceTypeCode { get; init; }

    /// <summary>Of the site that is most open: 0 active, 1 suspended, 2 planned, 3 closed.</summary>
    public required int Openness { get; init; }

    /// <summary>Also the deletion of a site is a modification of its service: HSDS has no other way to tell it.</summary>
    public required DateTimeOffset LastModified { get; init; }

    public string Status =>
        Openness switch
        {
            0 => "active",
            1 => "temporarily closed",
            2 => "inactive",
            _ => "defunct",
        };
}

internal static class Offers
{
    /// <param name="db">The register.</param>
    /// <param name="sites">All sites of some services.</param>
    /// <returns>The services that have sites which are not deleted.</returns>
    public static IQueryable<Offer> OffersOf(this RegistryDb db, IQueryable<Site> sites) =>
        from site in sites.IgnoreQueryFilters()
        join organization in db.Organizations on site.OrganizationCode equals organization.Code
        join type in db.ServiceTypes on site.ServiceTypeCode equals type.Code
        join place in db.PlaceModifications on site.PlaceCode equals place.Code
        group new
        {
            site,
            organization,
            type,
            place,
        } by new
        {
            site.HsdsServiceId,
            site.OrganizationCode,
            site.ServiceTypeCode,
        } into offer
        where offer.Count(o => o.site.DeletedAt == null) > 0 // not Any, which becomes a query of its own for each service
        select new Offer
        {
            Id = offer.Key.HsdsServiceId,
            OrganizationCode = offer.Key.OrganizationCode,
            ServiceTypeCode = offer.Key.ServiceTypeCode,
            Openness = offer.Min(o =>
                o.site.DeletedAt != null ? 3
                : o.site.Status == SiteStatus.Active ? 0
                : o.site.Status == SiteStatus.Suspended ? 1
                : o.site.Status == SiteStatus.Planned ? 2
                : 3
            ),
            LastModified = EF.Functions.Greatest(
                offer.Max(o => o.site.ModifiedAt),
                offer.Max(o => o.organization.ModifiedAt),
                offer.Max(o => o.type.ModifiedAt),
                offer.Max(o => o.place.ModifiedAt)
            ),
        };

    /// <summary>The sites that changed then or later, with what is shown of them.</summary>
    public static IQueryable<Site> ModifiedSince(this RegistryDb db, IQueryable<Site> sites, DateTimeOffset since) =>
        sites.Where(s =>
            s.ModifiedAt >= since
            || db.Organizations.Where(o => o.ModifiedAt >= since).Select(o => o.Code).Contains(s.OrganizationCode)
            || db.ServiceTypes.Where(t => t.ModifiedAt >= since).Select(t => t.Code).Contains(s.ServiceTypeCode)
            || db.PlaceModifications.Where(p => p.ModifiedAt >= since).Select(p => p.Code).Contains(s.PlaceCode)
        );

    /// <summary>The sites that an HSDS list is about.</summary>
    /// <param name="db">The register.</param>
    /// <param name="filter">Organization, taxonomy and search; the rest is the list's own.</param>
    /// <param name="vocabulary">Which service types have a term.</param>
    public static IQueryable<Site> SitesFor(this RegistryDb db, HsdsFilter filter, Vocabulary vocabulary)
    {
        var sites = db.Sites.AsNoTracking().Where(s => s.DeletedAt == null); // said here, because it may become a part of a query that ignores filters
        if (filter.OrganizationId is { } organizationId)
        {
            sites = sites.Where(s => db.Organizations.Any(o => o.Code == s.OrganizationCode && o.HsdsId == organizationId));
        }

        if (vocabulary.TypesWith(filter) is { } types)
        {
            sites = sites.Where(s => types.Contains(s.ServiceTypeCode));
        }

        return filter.Pattern is not { } pattern
            ? sites
            : sites.Where(s =>
                EF.Functions.ILike(s.Name.En, pattern)
                || EF.Functions.ILike(s.Name.Tk, pattern)
                || EF.Functions.ILike(s.Name.Ru, pattern)
                || db.Organizations.Any(o =>
                    o.Code == s.OrganizationCode
                    && (
                        EF.Functions.ILike(o.Name.En, pattern)
                        || EF.Functions.ILike(o.Name.Tk, pattern)
                        || EF.Functions.ILike(o.Name.Ru, pattern)
                    )
                )
                || db.ServiceTypes.Any(t =>
                    t.Code == s.ServiceTypeCode
                    && (
                        EF.Functions.ILike(t.Name.En, pattern)
                        || EF.Functions.ILike(t.Name.Tk, pattern)
                        || EF.Functions.ILike(t.Name.Ru, pattern)
                    )
                )
            );
    }
}
