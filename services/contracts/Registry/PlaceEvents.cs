namespace SocialServices.Contracts.Registry;

/// <summary>A place entered the register, became something else from a day on, or was corrected.</summary>
/// <param name="Place">Code, TM-… (ISO 3166-2 for velayats).</param>
/// <param name="Parent">Code of the place it is part of; null for a country.</param>
/// <param name="Kind">country, velayat, city or etrap.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="ValidFrom">First day of the version; null when not known.</param>
/// <param name="ValidUntil">Last day; null while it exists.</param>
[WireName("registry.place-defined.v1")]
public sealed record PlaceDefined(
    string Place,
    string? Parent,
    string Kind,
    string NameEn,
    int Version,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil
) : IntegrationEvent;

/// <summary>
/// A place comes to its end, perhaps on a day that is to come; a later <see cref="PlaceDefined"/> without a last day takes that back. What is there keeps
/// its code and is found through the successors.
/// </summary>
/// <param name="Place">Code.</param>
/// <param name="On">The first day without it.</param>
/// <param name="Kind">merged, split or renamed.</param>
/// <param name="Successors">Codes of the places that it became (part of).</param>
[WireName("registry.place-abolished.v1")]
public sealed record PlaceAbolished(string Place, DateOnly On, string Kind, IReadOnlyList<string> Successors) : IntegrationEvent;
