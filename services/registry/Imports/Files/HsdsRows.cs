using System.Globalization;
using System.Runtime.CompilerServices;
using SocialServices.Registry.Hsds;
using SocialServices.Registry.Imports.Rows;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Rows of an HSDS 3.1 file: every service at a location is one about a site.</summary>
internal sealed class HsdsRows(HsdsCodes codes)
{
    private static readonly List<string> Columns = [.. SiteColumns.All];

    /// <exception cref="MalformedFileException">The file cannot be read on.</exception>
    public async IAsyncEnumerable<RawRow> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = 0;
        await foreach (var service in HsdsServices.ReadAsync(file, () => line, cancellationToken))
        {
            var offer = OfferOf(service);
            foreach (var location in service.ServiceAtLocations ?? [])
            {
                line++;
                yield return location is null
                    ? new RawRow(line, new string?[SiteColumns.All.Count], [new RowFault(RawRow.WholeRow, "There is nothing.", null)], RawRow.None)
                    : ToRow(line, offer, location);
            }
        }
    }

    private Offer OfferOf(HsdsFileService service)
    {
        var capacities = service.Capacities?.OfType<HsdsFileCapacity>().ToList() ?? [];
        return new(
            service, codes.OrganizationOf(service), codes.ServiceTypeOf(service),
            capacities.Where(capacity => capacity.Id is not null).DistinctBy(capacity => capacity.Id).ToDictionary(capacity => capacity.Id!),
            capacities.Count == 1 && service.ServiceAtLocations?.Count == 1 ? capacities[0] : null);
    }

    private RawRow ToRow(int line, Offer offer, HsdsFileServiceAtLocation location)
    {
        var (values, faults, doubts) = (new string?[SiteColumns.All.Count], new List<RowFault>(), new List<RowFault>());
        Set(SiteColumns.Id, location.Id ?? "");
        foreach (var (linkType, column) in HsdsColumns.OfSites)
        {
            Set(column, Attribute(location, linkType));
        }

        Set(SiteColumns.Organization, Known(SiteColumns.Organization, offer.Organization, "No organization of the register has this id or name.", offer.Service.Organization?.Name));
        Set(SiteColumns.ServiceType, Known(SiteColumns.ServiceType, offer.ServiceType, "No service type of the register has this id or name.", offer.Service.Name));
        Set(SiteColumns.Place, codes.PlaceOf(location.Location) ?? Known(SiteColumns.Place, null, "No place has this code or name today.", location.Location?.ExternalIdentifier ?? location.Location?.Name));
        var name = location.Description ?? offer.Service.Name ?? "";
        var names = new[] { SiteColumns.NameTk, SiteColumns.NameRu, SiteColumns.NameEn };
        if (name.Length > 0 && names.Any(column => Get(column) is null))
        {
            doubts.Add(new RowFault(SiteColumns.NameEn, "The name stands for all languages that have none of their own.", name));
        }

        foreach (var column in names)
        {
            Set(column, Get(column) ?? name);
        }

        Set(SiteColumns.Address, location.Location?.Addresses?.FirstOrDefault(address => address is not null)?.Address1 ?? "");
        Set(SiteColumns.Latitude, location.Location?.Latitude?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        Set(SiteColumns.Longitude, location.Location?.Longitude?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        Set(SiteColumns.OpeningHours, Get(SiteColumns.OpeningHours) ?? HsdsHours.Of(location.Schedules ?? location.Location?.Schedules, doubts));
        Set(SiteColumns.Contacts, HsdsContacts.Of(location.Contacts, doubts));
        Set(SiteColumns.Total, Total(offer, location)?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        return new RawRow(line, values, faults, doubts);

        string Known(string column, string? code, string otherwise, string? named)
        {
            if (code is null)
            {
                faults.Add(new RowFault(column, otherwise, named));
            }

            return code ?? "";
        }

        string? Get(string column) => values[Columns.IndexOf(column)];

        void Set(string column, string? value) => values[Columns.IndexOf(column)] = value;
    }

    private static string? Attribute(HsdsFileServiceAtLocation location, string what) =>
        location.Attributes?.FirstOrDefault(attribute => attribute?.LinkType == what)?.Value;

    // Capacities belong to the service. Ours say by their id whose they are; where there is one site and one number, it is that.
    private static double? Total(Offer offer, HsdsFileServiceAtLocation location)
    {
        var capacity = (Guid.TryParse(location.Id, out var id) ? offer.Capacities.GetValueOrDefault(HsdsIds.Of($"capacity/{id}").ToString()) : null) ?? offer.Only;
        return capacity?.Maximum ?? capacity?.Available;
    }

    private sealed record Offer(
        HsdsFileService Service, string? Organization, string? ServiceType, Dictionary<string, HsdsFileCapacity> Capacities, HsdsFileCapacity? Only);
}
