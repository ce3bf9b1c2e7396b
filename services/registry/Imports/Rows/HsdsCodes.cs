using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Hsds;
using SocialServices.Registry.Imports.Files;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Which of the register's codes an HSDS file means: by what our own exports write, else by the ids that codes have in HSDS, else by name.</summary>
internal sealed class HsdsCodes
{
    private readonly HashSet<string> organizations;
    private readonly HashSet<string> serviceTypes;
    private readonly Dictionary<string, string> organizationsById;
    private readonly Dictionary<string, string?> organizationsByName;
    private readonly Dictionary<string, string?> serviceTypesByName;
    private readonly Dictionary<string, string?> placesByName;
    private readonly HashSet<string> places;

    private HsdsCodes(IReadOnlyList<Named> organizations, IReadOnlyList<Named> serviceTypes, IReadOnlyList<Named> places)
    {
        this.organizations = [.. organizations.Select(o => o.Code)];
        this.serviceTypes = [.. serviceTypes.Select(t => t.Code)];
        this.places = [.. places.Select(p => p.Code)];
        organizationsById = organizations.ToDictionary(o => HsdsIds.Of($"organization/{o.Code}").ToString(), o => o.Code);
        (organizationsByName, serviceTypesByName, placesByName) = (ByName(organizations), ByName(serviceTypes), ByName(places));
    }

    public static async Task<HsdsCodes> LoadAsync(RegistryDb db, Codes known, CancellationToken cancellationToken) =>
        new(
            await db.Organizations.Select(o => new Named(o.Code, o.Name)).ToListAsync(cancellationToken),
            await db.ServiceTypes.Select(t => new Named(t.Code, t.Name)).ToListAsync(cancellationToken),
            (await db.Places.Select(p => new Named(p.Code, p.Name)).ToListAsync(cancellationToken))
                .Where(p => known.Places.Contains(p.Code))
                .ToList()
        );

    public string? OrganizationOf(HsdsFileService service) =>
        service
            .Organization?.Identifiers?.Select(identifier => identifier?.Identifier)
            .FirstOrDefault(code => code is not null && organizations.Contains(code))
        ?? Find(organizationsById, service.Organization?.Id)
        ?? Find(organizationsById, service.OrganizationId)
        ?? Find(organizationsByName, service.Organization?.Name);

    public string? ServiceTypeOf(HsdsFileService service) =>
        service.Attributes?.FirstOrDefault(attribute => attribute?.LinkType == HsdsColumns.ServiceType)?.Value is { } code
        && serviceTypes.Contains(code)
            ? code
        : OrganizationOf(service) is { } organization
        && serviceTypes.FirstOrDefault(type => HsdsIds.Of($"service/{organization}/{type}").ToString() == service.Id) is { } delivered
            ? delivered
        : Find(serviceTypesByName, service.Name);

    public string? PlaceOf(HsdsFileLocation? location) =>
        location?.ExternalIdentifier is { } code && places.Contains(code) ? code
        : location?.ExternalIdentifier is null ? Find(placesByName, location?.Name)
        : null;

    private static string? Find<T>(Dictionary<string, T> codes, string? key)
        where T : class? => key is null ? null : codes.GetValueOrDefault(key.ToLowerInvariant()) as string;

    // A name that two records have says nothing.
    private static Dictionary<string, string?> ByName(IReadOnlyList<Named> records) =>
        records
            .SelectMany(record =>
                new[] { record.Name.Tk, record.Name.Ru, record.Name.En }
                    .Distinct()
                    .Select(name => (Name: name.ToLowerInvariant(), record.Code))
            )
            .GroupBy(named => named.Name, named => named.Code)
            .ToDictionary(named => named.Key, named => named.Distinct().Count() == 1 ? named.First() : null);

    private sealed record Named(string Code, LocalizedText Name);
}
