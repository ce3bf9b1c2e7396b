using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Hsds;

/// <summary>Says in HSDS's words what the register holds, for one request. Places and service types are few: they are read whole.</summary>
internal sealed class HsdsDirectory
{
    private readonly RegistryDb db;
    private readonly HttpRequest request;
    private readonly Dictionary<string, ServiceType> types;
    private readonly Dictionary<string, Place> places;

    private HsdsDirectory(RegistryDb db, HttpRequest request, Dictionary<string, ServiceType> types, Dictionary<string, Place> places) =>
        (this.db, this.request, this.types, this.places, Vocabulary) = (db, request, types, places, new Vocabulary([.. types.Values]));

    public Vocabulary Vocabulary { get; }

    public static async Task<HsdsDirectory> OpenAsync(RegistryDb db, HttpRequest request, CancellationToken cancellationToken) => new(
        db, request,
        await db.ServiceTypes.AsNoTracking().OrderBy(t => t.Code).ToDictionaryAsync(t => t.Code, cancellationToken),
        await db.Places.AsNoTracking().ToDictionaryAsync(p => p.Code, cancellationToken));

    /// <summary>Services without what belongs to them.</summary>
    public async Task<IReadOnlyList<HsdsService>> ListAsync(IReadOnlyList<Offer> offers, CancellationToken cancellationToken)
    {
        var codes = offers.Select(o => o.OrganizationCode).Distinct().ToArray();
        var organizations = await db.Organizations.AsNoTracking().Where(o => codes.Contains(o.Code)).ToDictionaryAsync(o => o.Code, cancellationToken);
        return [.. offers.Select(offer => Say(offer, organizations[offer.OrganizationCode]))];
    }

    /// <summary>Services with their sites, the places of these, and attributes.</summary>
    public async Task<IReadOnlyList<HsdsService>> DescribeAsync(IReadOnlyList<Offer> offers, CancellationToken cancellationToken)
    {
        var ids = offers.Select(o => o.Id).ToArray();
        var sites = (await db.Sites.AsNoTracking().Where(s => ids.Contains(s.HsdsServiceId)).OrderBy(s => s.Id).ToListAsync(cancellationToken))
            .ToLookup(s => s.HsdsServiceId);
        return [.. (await ListAsync(offers, cancellationToken)).Zip(offers, (service, offer) => service with
        {
            ServiceAtLocations = [.. sites[offer.Id].Select(site => Say(site, full: true))],
            Capacities = [.. sites[offer.Id].Where(site => site.Status is not SiteStatus.Closed).Select(CapacityOf)],
            Attributes = Vocabulary.AttributesOf(types[offer.ServiceTypeCode], offer.Id, "service"),
        })];
    }

    /// <summary>Sites with what is delivered there.</summary>
    public async Task<IReadOnlyList<HsdsServiceAtLocation>> SayAsync(IReadOnlyList<Site> sites, bool full, CancellationToken cancellationToken)
    {
        var ids = sites.Select(s => s.HsdsServiceId).Distinct().ToArray();
        var offers = await db.OffersOf(db.Sites.Where(s => ids.Contains(s.HsdsServiceId))).ToListAsync(cancellationToken);
        var services = (await ListAsync(offers, cancellationToken)).ToDictionary(service => service.Id);
        return [.. sites.Select(site => Say(site, full) with
        {
            Service = !full ? services[site.HsdsServiceId] : services[site.HsdsServiceId] with
            {
                Capacities = [CapacityOf(site)],
                Attributes = Vocabulary.AttributesOf(types[site.ServiceTypeCode], site.HsdsServiceId, "service"),
            },
        })];
    }

    private HsdsService Say(Offer offer, Organization organization)
    {
        var type = types[offer.ServiceTypeCode];
        var (name, others) = HsdsText.Names(type.Name, request);
        return new(
            offer.Id, organization.HsdsId, name, others, offer.Status, Eligibility(type), type.MinimumAge, type.MaximumAge, offer.LastModified,
            HsdsOrganization.Of(organization, request));
    }

    private HsdsServiceAtLocation Say(Site site, bool full)
    {
        var locationId = HsdsIds.Of($"location/{site.Id}");
        var place = places[site.PlaceCode];
        return new(
            site.Id, site.HsdsServiceId, locationId, site.Name.For(request),
            new HsdsLocation(
                locationId, "physical", place.Name.For(request), site.Latitude, site.Longitude, place.Code, "ISO 3166-2 and subdivisions",
                full && site.Address is { } street ? [AddressOf(site, street, locationId)] : null),
            Attributes: full ? [new(HsdsIds.Of($"attribute/{site.Id}/status"), site.Id, "status", "service_at_location", Value: Words.Of(site.Status))] : null);
    }

    private HsdsAddress AddressOf(Site site, string street, Guid locationId)
    {
        var (place, region) = (places[site.PlaceCode], places[site.PlaceCode]);
        while (region.ParentCode is { } parent && places[parent].Kind is not PlaceKind.Country)
        {
            region = places[parent];
        }

        return new(
            HsdsIds.Of($"address/{site.Id}"), locationId, street, place.Name.For(request), region.Name.For(request), PostalCode: "", Country: "TM", "physical");
    }

    private HsdsCapacity CapacityOf(Site site) => new(
        HsdsIds.Of($"capacity/{site.Id}"), site.HsdsServiceId, HsdsUnit.Places, site.Status is SiteStatus.Active ? site.Free : 0, site.Total,
        site.Name.For(request), site.ModifiedAt);

    private static string Eligibility(ServiceType type)
    {
        var groups = type.TargetGroups.Length > 0 ? string.Join(", ", type.TargetGroups.Select(group => group.Replace('-', ' '))) : "everybody";
        return (type.MinimumAge, type.MaximumAge) switch
        {
            (null, null) => $"For {groups}; of any age.",
            ({ } from, null) => $"For {groups}; from {from} years.",
            (null, { } to) => $"For {groups}; up to {to} years.",
            ({ } from, { } to) => $"For {groups}; {from} to {to} years.",
        };
    }
}
