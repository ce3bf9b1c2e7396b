using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Hsds;

/// <summary>Says in HSDS's words what the register holds, for one request. Places and service types are few: they are read whole.</summary>
internal sealed class HsdsDirectory
{
    private readonly RegistryDb db;
    private readonly HttpRequest request;
    private readonly Dictionary<string, ServiceType> types;
    private readonly Dictionary<string, Place> places;

    private HsdsDirectory(RegistryDb db, HttpRequest request, Dictionary<string, ServiceType> types, Dictionary<string, Place> places)
    {
        (this.db, this.request, this.types, this.places) = (db, request, types, places);
        (Vocabulary, Rights) = (new([.. types.Values]), CapacityRights.Of(request));
    }

    public Vocabulary Vocabulary { get; }
    public CapacityRights Rights { get; }

    public static async Task<HsdsDirectory> OpenAsync(RegistryDb db, HttpRequest request, CancellationToken cancellationToken) =>
        new(
            db,
            request,
            await db.ServiceTypes.AsNoTracking().OrderBy(t => t.Code).ToDictionaryAsync(t => t.Code, cancellationToken),
            await db.Places.AsNoTracking().ToDictionaryAsync(p => p.Code, cancellationToken)
        );

    /// <summary>Services without what belongs to them.</summary>
    public async Task<IReadOnlyList<HsdsService>> ListAsync(IReadOnlyList<Offer> offers, CancellationToken cancellationToken)
    {
        var codes = offers.Select(o => o.OrganizationCode).Distinct().ToArray();
        var organizations = await db
            .Organizations.AsNoTracking()
            .Where(o => codes.Contains(o.Code))
            .ToDictionaryAsync(o => o.Code, cancellationToken);
        return [.. offers.Select(offer => Say(offer, organizations[offer.OrganizationCode]))];
    }

    /// <summary>Services with their sites, the places of these, and attributes.</summary>
    public async Task<IReadOnlyList<HsdsService>> DescribeAsync(IReadOnlyList<Offer> offers, CancellationToken cancellationToken)
    {
        var ids = offers.Select(o => o.Id).ToArray();
        var sites = (
            await db.Sites.AsNoTracking().Where(s => ids.Contains(s.HsdsServiceId)).OrderBy(s => s.Id).ToListAsync(cancellationToken)
        ).ToLookup(s => s.HsdsServiceId);
        var names = await NamesAsync(sites.SelectMany(same => same), cancellationToken);
        return
        [
            .. (await ListAsync(offers, cancellationToken)).Zip(
                offers,
                (service, offer) =>
                    InFull(service, offer.ServiceTypeCode, [.. sites[offer.Id]], names) with
                    {
                        ServiceAtLocations = [.. sites[offer.Id].Select(site => Say(site, full: true))],
                    }
            ),
        ];
    }

    /// <summary>Sites with what is delivered there.</summary>
    public async Task<IReadOnlyList<HsdsServiceAtLocation>> SayAsync(
        IReadOnlyList<Site> sites,
        bool full,
        CancellationToken cancellationToken
    )
    {
        var ids = sites.Select(s => s.HsdsServiceId).Distinct().ToArray();
        var offers = await db.OffersOf(db.Sites.Where(s => ids.Contains(s.HsdsServiceId))).ToListAsync(cancellationToken);
        var services = (await ListAsync(offers, cancellationToken)).ToDictionary(service => service.Id);
        var names = full ? await NamesAsync(sites, cancellationToken) : [];
        return
        [
            .. sites.Select(site =>
                Say(site, full) with
                {
                    Service = full
                        ? InFull(services[site.HsdsServiceId], site.ServiceTypeCode, [site], names)
                        : services[site.HsdsServiceId],
                }
            ),
        ];
    }

    /// <summary>The names of those who pay for sites or vouch for them.</summary>
    private async Task<Dictionary<string, string>> NamesAsync(IEnumerable<Site> sites, CancellationToken cancellationToken)
    {
        var codes = sites
            .SelectMany(site => site.Funding.Select(funding => funding.Organization).Append(site.Accreditation?.IssuedBy))
            .OfType<string>()
            .Distinct()
            .ToArray();
        return codes is []
            ? []
            : await db
                .Organizations.IgnoreQueryFilters()
                .Where(o => codes.Contains(o.Code))
                .ToDictionaryAsync(o => o.Code, o => o.Name.For(request), cancellationToken);
    }

    private HsdsService InFull(HsdsService service, string type, IReadOnlyList<Site> sites, Dictionary<string, string> names) =>
        service with
        {
            Capacities = CapacitiesOf(sites),
            Attributes = Vocabulary.AttributesOf(types[type], service.Id, "service"),
            Funding = sites.SelectMany(site => SiteInHsds.FundingOf(site, code => names[code])).ToList() is { Count: > 0 } funding
                ? funding
                : null,
            Accreditations = sites
                .Select(site => SiteInHsds.AccreditationOf(site, Rights.Today, code => names[code]))
                .OfType<string>()
                .ToList()
                is { Count: > 0 } valid
                ? string.Join("; ", valid)
                : null,
        };

    /// <summary>Needs it answers and groups it is for.</summary>
    public IReadOnlyList<HsdsAttribute> TermsOf(Offer offer) => Vocabulary.AttributesOf(types[offer.ServiceTypeCode], offer.Id, "service");

    private HsdsService Say(Offer offer, Organization organization)
    {
        var type = types[offer.ServiceTypeCode];
        var (name, others) = HsdsText.Names(type.Name, request);
        return new(
            offer.Id,
            organization.HsdsId,
            name,
            others,
            offer.Status,
            HsdsEligibility.Of(type),
            type.MinimumAge,
            type.MaximumAge,
            offer.LastModified,
            Say(organization),
            Description: type.Description?.For(request)
        );
    }

    /// <summary>An organization with its offices.</summary>
    public HsdsOrganization InFull(Organization organization, IReadOnlyList<HsdsService>? services)
    {
        var contacts = OfficesInHsds.ContactsOf(organization, request);
        var said = Say(organization).With(organization.Code, services);
        return said with
        {
            Identifiers = [.. said.Identifiers!, .. OfficesInHsds.IdentifiersOf(organization)],
            Contacts = contacts,
            Phones = contacts?.SelectMany(contact => contact.Phones ?? []).ToList() is { Count: > 0 } phones ? phones : null,
            Locations =
                organization.Addresses.Count == 0
                    ? null
                    : [.. organization.Addresses.Select((address, index) => OfficeOf(organization, address, index))],
        };
    }

    public HsdsOrganization Say(Organization organization) => HsdsOrganization.Of(organization, Rights.Today, request);

    private HsdsLocation OfficeOf(Organization organization, OfficeAddress address, int index)
    {
        var (id, place, kind) = (HsdsIds.Of($"location/{organization.Code}/{index}"), places[address.Place], Words.Of(address.Kind));
        return new HsdsLocation(
            id,
            kind,
            organization.Name.For(request),
            address.Latitude,
            address.Longitude,
            place.Code,
            "ISO 3166-2 and subdivisions",
            [
                HsdsAddresses.Of(places, request, $"address/{organization.Code}/{index}", address.Place, address.Street, id) with
                {
                    PostalCode = address.PostalCode ?? "",
                    AddressType = kind,
                },
            ]
        );
    }

    /// <summary>A site without what is delivered there.</summary>
    public HsdsServiceAtLocation Say(Site site, bool full)
    {
        var locationId = HsdsIds.Of($"location/{site.Id}");
        var place = places[site.PlaceCode];
        var location = new HsdsLocation(
            locationId,
            "physical",
            place.Name.For(request),
            site.Latitude,
            site.Longitude,
            place.Code,
            "ISO 3166-2 and subdivisions"
        );
        if (!full)
        {
            return new(site.Id, site.HsdsServiceId, locationId, site.Name.For(request), location);
        }

        var contacts = SiteInHsds.ContactsOf(site);
        location = location with
        {
            Addresses = site.Address is { } street
                ? [HsdsAddresses.Of(places, request, $"address/{site.Id}", site.PlaceCode, street, locationId)]
                : null,
            Description = site.Description?.For(request),
            Url = HsdsText.Uri(site.Website),
            Languages = SiteInHsds.LanguagesOf(site, locationId),
            Accessibility = SiteInHsds.AccessibilityOf(site, locationId),
        };
        return new(
            site.Id,
            site.HsdsServiceId,
            locationId,
            site.Name.For(request),
            location,
            Attributes: SiteInHsds.AttributesOf(site, Rights.Today),
            Schedules: SiteInHsds.SchedulesOf(site),
            Contacts: contacts,
            Phones: contacts?.SelectMany(contact => contact.Phones ?? []).ToList() is { Count: > 0 } phones ? phones : null
        );
    }

    private List<HsdsCapacity>? CapacitiesOf(IReadOnlyList<Site> sites) =>
        sites.Where(site => site.Status is not SiteStatus.Closed && Rights.Sees(site.OrganizationCode)).Select(CapacityOf).ToList()
            is { Count: > 0 } capacities
            ? capacities
            : null;

    /// <summary>A site's capacity just now: only for who sees its numbers.</summary>
    public HsdsCapacity CapacityOf(Site site) =>
        new(
            HsdsIds.Of($"capacity/{site.Id}"),
            site.HsdsServiceId,
            HsdsUnit.People,
            site.TakesPeopleOn(Rights.Today) ? site.Free : 0,
            site.Total,
            site.Name.For(request),
            site.CountedAt ?? site.ModifiedAt
        );
}
