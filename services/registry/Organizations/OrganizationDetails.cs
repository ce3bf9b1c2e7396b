using System.ComponentModel.DataAnnotations;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

/// <summary>A role in the programme between two days.</summary>
/// <param name="Role">What it does.</param>
/// <param name="From">First day; absent when not known.</param>
/// <param name="Until">Last day; absent while it goes on.</param>
public sealed record RolePeriod(ProgrammeRole Role, DateOnly? From = null, DateOnly? Until = null)
{
    internal bool IsOn(DateOnly day) => !(From > day) && !(Until < day);
}

/// <summary>How to reach an office of an organization. Public: a function, not a person.</summary>
/// <param name="Function">For example "Reception" or "Head of the centre", in three languages.</param>
/// <param name="Phone">E.164, for example <c>+99312345678</c>.</param>
/// <param name="Email">Of the office.</param>
public sealed record Contact(
    [property: Required] LocalizedText Function,
    [property: MaxLength(20), RegularExpression(@"^\+[1-9][0-9]{6,14}$", ErrorMessage = "E.164: + and 7 to 15 digits.")] string? Phone = null,
    [property: MaxLength(254), EmailAddress] string? Email = null);

/// <summary>Where an organization has an office.</summary>
/// <param name="Place">Code of the place.</param>
/// <param name="Street">Street and house.</param>
/// <param name="Kind">physical: to go to; postal: to write to.</param>
/// <param name="PostalCode">Six digits.</param>
/// <param name="Latitude">Degrees, WGS 84; together with the longitude.</param>
/// <param name="Longitude">Degrees, WGS 84; together with the latitude.</param>
public sealed record OfficeAddress(
    [property: Required, MaxLength(20)] string Place,
    [property: Required, MaxLength(500)] string Street,
    AddressKind Kind,
    [property: RegularExpression("^[0-9]{6}$", ErrorMessage = "Six digits.")] string? PostalCode = null,
    [property: Range(-90.0, 90.0)] double? Latitude = null,
    [property: Range(-180.0, 180.0)] double? Longitude = null);

/// <summary>What an address is for.</summary>
public enum AddressKind
{
    Physical,
    Postal,
}
