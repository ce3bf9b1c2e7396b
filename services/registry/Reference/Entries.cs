using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Reference;

/// <summary>An entry of places.json; parents stand before their parts.</summary>
internal sealed record PlaceEntry(
    string Code, string? Parent, PlaceKind Kind, LocalizedText Name, string? Pcode, DateOnly? ValidFrom, DateOnly? ValidUntil, string? Note);

/// <summary>An entry of organizations.json.</summary>
internal sealed record OrganizationEntry(
    string Code, OrganizationKind Kind, LocalizedText Name, RolePeriod[] Roles, string? Parent, string? Website, bool Inferred, string? Note);

/// <summary>An entry of service-types.json.</summary>
internal sealed record ServiceTypeEntry(
    string Code, int? Number, LocalizedText Name, string LeadAgency, bool LeadAgencyInferred, ServiceForm[] Forms, int? MinimumAge,
    int? MaximumAge, Sex? Sex, string[]? Conditions, ServiceStandard? Standard, string[] TargetGroups, string[] Needs, string[] RequiredCompetences, string? Note);
