using System.Text.Json.Serialization;

namespace SocialServices.Registry.Hsds;

/// <summary>When a site is open, by iCal's words (RFC 5545); times carry their offset from UTC.</summary>
/// <param name="Id">Version 5 UUID of <c>schedule/{site}/{what}</c>.</param>
/// <param name="ServiceAtLocationId">The site.</param>
/// <param name="ValidFrom">First day of an exception; absent for the usual hours.</param>
/// <param name="ValidTo">Its last day.</param>
/// <param name="Timezone">Hours ahead of UTC: 5.</param>
/// <param name="Wkst">The week begins on Monday.</param>
/// <param name="Freq">Always WEEKLY.</param>
/// <param name="Byday">For example <c>MO,TU</c>; absent for an exception, which counts on every day from the first to the last.</param>
/// <param name="Description">Usual hours, or what the exception is.</param>
/// <param name="OpensAt">For example <c>09:00+05:00</c>; absent when closed.</param>
/// <param name="ClosesAt">Likewise; the end of the day is <c>24:00+05:00</c>.</param>
/// <param name="Notes">Why there is an exception.</param>
internal sealed record HsdsSchedule(
    Guid Id,
    [property: JsonPropertyName("service_at_location_id")] Guid ServiceAtLocationId,
    [property: JsonPropertyName("valid_from")] DateOnly? ValidFrom,
    [property: JsonPropertyName("valid_to")] DateOnly? ValidTo,
    int Timezone,
    string Wkst,
    string Freq,
    string? Byday,
    string Description,
    [property: JsonPropertyName("opens_at")] string? OpensAt,
    [property: JsonPropertyName("closes_at")] string? ClosesAt,
    string? Notes
);

/// <summary>A language in which people are served at a site.</summary>
internal sealed record HsdsLanguage(Guid Id, [property: JsonPropertyName("location_id")] Guid LocationId, string Name, string Code);

/// <summary>What makes a site usable for people with disabilities.</summary>
/// <param name="Id">Version 5 UUID of <c>accessibility/{site}/{code}</c>.</param>
/// <param name="LocationId">Where.</param>
/// <param name="Description">In English.</param>
/// <param name="Details">The register's code.</param>
internal sealed record HsdsAccessibility(
    Guid Id,
    [property: JsonPropertyName("location_id")] Guid LocationId,
    string Description,
    string Details
);

/// <summary>A phone of a function.</summary>
internal sealed record HsdsPhone(
    Guid Id,
    [property: JsonPropertyName("service_at_location_id")] Guid ServiceAtLocationId,
    [property: JsonPropertyName("contact_id")] Guid ContactId,
    string Number,
    string Type,
    string Description
);

/// <summary>How to reach a function of a site; never a person.</summary>
/// <param name="Id">Version 5 UUID of <c>contact/{site}/{number}</c>.</param>
/// <param name="ServiceAtLocationId">The site.</param>
/// <param name="Department">Which function.</param>
/// <param name="Email">Of the function.</param>
/// <param name="Phones">Of the function.</param>
internal sealed record HsdsContact(
    Guid Id,
    [property: JsonPropertyName("service_at_location_id")] Guid ServiceAtLocationId,
    string Department,
    string? Email,
    IReadOnlyList<HsdsPhone>? Phones
);

/// <summary>Who pays for a service.</summary>
/// <param name="Id">Version 5 UUID of <c>funding/{site}/{number}</c>.</param>
/// <param name="ServiceId">The service.</param>
/// <param name="Source">The payer's name, the time and the project, as far as known.</param>
internal sealed record HsdsFunding(Guid Id, [property: JsonPropertyName("service_id")] Guid ServiceId, string Source);
