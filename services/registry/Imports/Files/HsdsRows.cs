using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialServices.Registry.Data;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Hsds;
using SocialServices.Registry.Imports.Rows;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Rows of an HSDS 3.1 file: every service at a location is one about a site, and what holds none is one rejected row.</summary>
/// <param name="codes">Those of the register.</param>
/// <param name="today">The day on which the file came in: the same for whoever goes on with it.</param>
internal sealed class HsdsRows(HsdsCodes codes, DateOnly today)
{
    private const string Locations = "service_at_locations";
    private static readonly List<string> Columns = [.. SiteColumns.All];
    private static readonly Dictionary<string, string> Names = new()
    {
        ["tk"] = SiteColumns.NameTk,
        ["ru"] = SiteColumns.NameRu,
        ["en"] = SiteColumns.NameEn,
    };

    /// <exception cref="MalformedFileException">The file cannot be read on.</exception>
    public async IAsyncEnumerable<RawRow> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = 0;
        await foreach (var record in HsdsRecords.ReadAsync(file, () => line, cancellationToken))
        {
            foreach (var row in HsdsKinds.Of(record) is HsdsKind.ServiceAtLocation ? [RowOf(record, line + 1)] : RowsOf(record, line))
            {
                line = row.Line;
                yield return row;
            }
        }
    }

    private IEnumerable<RawRow> RowsOf(JsonElement record, int line)
    {
        var service = HsdsPart.Read<HsdsFileService>(record, "$", out var fault);
        var locations = HsdsPart.List(record, Locations, out var otherwise);
        if ((fault ?? otherwise ?? (locations.Count == 0 ? HsdsKinds.NoSite(record) : null)) is { } whole)
        {
            for (var rows = Math.Max(locations.Count, 1); rows > 0; rows--)
            {
                yield return Unreadable(++line, whole); // all its rows are at fault, and the lines of those behind stay what they are
            }

            yield break;
        }

        var offer = OfferOf(service!, locations.Count);
        foreach (var (index, part) in locations.Index())
        {
            line++;
            yield return HsdsPart.Read<HsdsFileServiceAtLocation>(part, $"$.{Locations}[{index}]", out fault) is { } location
                ? ToRow(line, offer, location)
                : Unreadable(line, fault!);
        }
    }

    // A service at a location by itself says the same when its service and its location are in it.
    private RawRow RowOf(JsonElement record, int line)
    {
        if (
            HsdsPart.Member(record, "service") is not { ValueKind: not JsonValueKind.Null } part
            || HsdsPart.Member(record, "location") is not { ValueKind: not JsonValueKind.Null }
        )
        {
            return Unreadable(line, HsdsKinds.NoSite(record));
        }

        var service = HsdsPart.Read<HsdsFileService>(part, "$.service", out var fault);
        var location = HsdsPart.Read<HsdsFileServiceAtLocation>(record, "$", out var otherwise);
        return service is null || location is null ? Unreadable(line, (fault ?? otherwise)!) : ToRow(line, OfferOf(service, 1), location);
    }

    private static RawRow Unreadable(int line, Refusal fault) => new(line, new string?[SiteColumns.All.Count], [fault], RawRow.None);

    private Offer OfferOf(HsdsFileService service, int locations)
    {
        var capacities = service.Capacities?.OfType<HsdsFileCapacity>().ToList() ?? [];
        return new(
            service,
            codes.OrganizationOf(service),
            codes.ServiceTypeOf(service),
            capacities
                .Where(capacity => capacity.Id is not null)
                .DistinctBy(capacity => capacity.Id)
                .ToDictionary(capacity => capacity.Id!),
            capacities.Count == 1 && locations == 1 ? capacities[0] : null
        );
    }

    private RawRow ToRow(int line, Offer offer, HsdsFileServiceAtLocation location)
    {
        var (values, faults, doubts) = (new string?[SiteColumns.All.Count], new List<Refusal>(), new List<Refusal>());
        Set(SiteColumns.Id, location.Id ?? "");
        foreach (var (linkType, column) in HsdsColumns.OfSites)
        {
            Set(column, Attribute(location, linkType));
        }

        Set(
            SiteColumns.Organization,
            Known(
                SiteColumns.Organization,
                offer.Organization,
                "No organization of the register has this id or name.",
                offer.Service.Organization?.Name
            )
        );
        Set(
            SiteColumns.ServiceType,
            Known(SiteColumns.ServiceType, offer.ServiceType, "No service type of the register has this id or name.", offer.Service.Name)
        );
        Set(
            SiteColumns.Place,
            codes.PlaceOf(location.Location)
                ?? Known(
                    SiteColumns.Place,
                    null,
                    "No place has this code or name today.",
                    location.Location?.ExternalIdentifier ?? location.Location?.Name
                )
        );
        var guessed = HsdsNames.Complete(Names, values, Columns, location.Description ?? offer.Service.Name, doubts);
        Set(SiteColumns.Address, location.Location?.Addresses?.FirstOrDefault(address => address is not null)?.Address1 ?? "");
        Set(SiteColumns.Latitude, location.Location?.Latitude?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        Set(SiteColumns.Longitude, location.Location?.Longitude?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        Set(SiteColumns.OpeningHours, Get(SiteColumns.OpeningHours) ?? HsdsHours.Of(SchedulesOf(offer.Service, location), today, doubts));
        if (Get(SiteColumns.Status) is null or "")
        {
            SetStatus(offer.Service.Status);
        }

        Set(SiteColumns.Contacts, HsdsContacts.Of(location.Contacts, doubts));
        Set(SiteColumns.Total, Get(SiteColumns.Total) ?? Total(offer, location)?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        return new RawRow(line, values, faults, doubts) { GuessedNames = guessed };

        string Known(string column, string? code, string otherwise, string? named)
        {
            if (code is null)
            {
                faults.Add(new Refusal(column, otherwise, named));
            }

            return code ?? "";
        }

        void SetStatus(string? status)
        {
            var site = HsdsStatus.Of(status, out var isKnown);
            if (!isKnown)
            {
                faults.Add(new Refusal(SiteColumns.Status, HsdsStatus.Expected, status));
            }
            else if (site is not null)
            {
                Set(SiteColumns.Status, Words.Of(site.Value));
                Set(SiteColumns.StatusReason, Get(SiteColumns.StatusReason) is { Length: > 0 } said ? said : HsdsStatus.Reason(status));
            }
        }

        string? Get(string column) => values[Columns.IndexOf(column)];

        void Set(string column, string? value) => values[Columns.IndexOf(column)] = value;
    }

    private static IReadOnlyList<HsdsFileSchedule?>? SchedulesOf(HsdsFileService service, HsdsFileServiceAtLocation location) =>
        Array.Find([location.Schedules, location.Location?.Schedules, service.Schedules], schedules => schedules is { Count: > 0 });

    private static string? Attribute(HsdsFileServiceAtLocation location, string what) =>
        location.Attributes?.FirstOrDefault(attribute => attribute?.LinkType == what)?.Value;

    // Capacities belong to the service. Ours say by their id whose they are; where there is one site and one number, it is that.
    private static double? Total(Offer offer, HsdsFileServiceAtLocation location)
    {
        var capacity =
            (Guid.TryParse(location.Id, out var id) ? offer.Capacities.GetValueOrDefault(HsdsIds.Of($"capacity/{id}").ToString()) : null)
            ?? offer.Only;
        return capacity?.Maximum ?? capacity?.Available;
    }

    private sealed record Offer(
        HsdsFileService Service,
        string? Organization,
        string? ServiceType,
        Dictionary<string, HsdsFileCapacity> Capacities,
        HsdsFileCapacity? Only
    );
}
