using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Places;

/// <summary>A place as callers see it.</summary>
/// <param name="Code">ISO 3166-2 or our own stable code, for example <c>TM-S-01</c>.</param>
/// <param name="Parent">Code of the place it is part of.</param>
/// <param name="Kind">country, velayat, city or etrap.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Label">The name in the language of <c>Accept-Language</c>.</param>
/// <param name="ValidFrom">First day; absent when not known.</param>
/// <param name="ValidUntil">Last day; absent while it exists.</param>
/// <param name="Note">What is uncertain about it.</param>
internal sealed record PlaceFacts(
    string Code, string? Parent, PlaceKind Kind, LocalizedText Name, string Label, DateOnly? ValidFrom, DateOnly? ValidUntil, string? Note)
{
    public static PlaceFacts Of(Place place, HttpRequest request) => new(
        place.Code, place.ParentCode, place.Kind, place.Name, place.Name.For(request), place.ValidFrom, place.ValidUntil, place.Note);
}
