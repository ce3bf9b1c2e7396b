using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

/// <summary>A place as callers see it.</summary>
/// <param name="Code">ISO 3166-2 or our own stable code, for example <c>TM-S-01</c>.</param>
/// <param name="Parent">Code of the place it is part of.</param>
/// <param name="Kind">country, velayat, city or etrap.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Label">The name in the language of <c>Accept-Language</c>.</param>
/// <param name="Pcode">Humanitarian p-code, once one is published.</param>
/// <param name="Latitude">Degrees, WGS 84, of its centre; absent when not known.</param>
/// <param name="Longitude">Degrees, WGS 84, of its centre; absent when not known.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="ValidFrom">First day of the version; absent when not known.</param>
/// <param name="ValidUntil">Last day of the version; absent while it goes on.</param>
/// <param name="Note">What is uncertain about it.</param>
/// <param name="Warnings">What may be a mistake in what was just written; absent when nothing is suspicious.</param>
/// <example>{"code":"TM-B-05","parent":"TM-B","kind":"etrap","name":{"tk":"Gyzylarbat etraby","ru":"этрап Кызыларбат","en":"Gyzylarbat etrap"},"label":"Gyzylarbat etrap","latitude":38.97644,"longitude":56.27575,"version":2,"validFrom":"2022-11-09"}</example>
internal sealed record PlaceView(
    string Code,
    string? Parent,
    PlaceKind Kind,
    LocalizedText Name,
    string Label,
    string? Pcode,
    double? Latitude,
    double? Longitude,
    int Version,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    string? Note,
    IReadOnlyList<Warning>? Warnings = null
)
{
    public static PlaceView Of(Place place, HttpRequest request) => Of(place.ToVersion(), request);

    /// <summary>As it was just written, with what is suspicious about that.</summary>
    public static PlaceView Written(Place place, HttpRequest request) =>
        Of(place, request) with
        {
            Warnings = Coordinates.FindWarnings(place.Latitude, place.Longitude).OrNull(),
        };

    public static PlaceView Of(PlaceVersion version, HttpRequest request) =>
        new(
            version.Code,
            version.ParentCode,
            version.Kind,
            version.Name,
            version.Name.For(request),
            version.Pcode,
            version.Latitude,
            version.Longitude,
            version.Number,
            version.ValidFrom,
            version.ValidUntil,
            version.Note
        );
}
