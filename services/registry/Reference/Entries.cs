using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Reference;

/// <summary>An entry of places.json; parents stand before their parts.</summary>
/// <param name="Latitude">Of a city, or of an etrap's seat; GeoNames.</param>
/// <param name="Longitude">Of a city, or of an etrap's seat; GeoNames.</param>
/// <param name="Earlier">Its versions before the newest, the oldest first.</param>
/// <param name="Successions">What it became whenever it was abolished.</param>
internal sealed record PlaceEntry(
    string Code,
    string? Parent,
    PlaceKind Kind,
    LocalizedText Name,
    string? Pcode,
    double? Latitude,
    double? Longitude,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    EarlierPlace[]? Earlier,
    SuccessionEntry[]? Successions,
    string? Note
);

/// <summary>What a place was before; what is absent was as it is now.</summary>
internal sealed record EarlierPlace(DateOnly? ValidFrom, DateOnly ValidUntil, string? Parent, LocalizedText? Name);

/// <summary>What a place became on a day.</summary>
internal sealed record SuccessionEntry(DateOnly On, SuccessionKind Kind, string[] To);

/// <summary>An entry of organizations.json.</summary>
internal sealed record OrganizationEntry(
    string Code,
    OrganizationKind Kind,
    LocalizedText Name,
    RolePeriod[] Roles,
    string? Parent,
    string? Website,
    bool Inferred,
    string? Note
);

/// <summary>An entry of service-types.json.</summary>
internal sealed record ServiceTypeEntry(
    string Code,
    int? Number,
    LocalizedText Name,
    string LeadAgency,
    bool LeadAgencyInferred,
    ServiceForm[] Forms,
    int? MinimumAge,
    int? MaximumAge,
    Sex? Sex,
    string[]? Conditions,
    ServiceStandard? Standard,
    string[] TargetGroups,
    string[] Needs,
    string[] RequiredCompetences,
    string? Note
);
