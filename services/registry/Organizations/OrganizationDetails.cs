using System.ComponentModel.DataAnnotations;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Organizations;

/// <summary>What can be said about an organization when it is registered and when it is edited.</summary>
/// <param name="Kind">What it is; only the programme's office may change it.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Roles">
/// What it does in the programme from today: roles that are left out end yesterday. Absent: they stay as they are. Only the programme's office may change them.
/// </param>
/// <param name="RolePeriods">All that it did, does and will do in the programme, when the days are known, instead of <c>roles</c>.</param>
/// <param name="Parent">Code of the organization it is part of; only the programme's office may change it.</param>
/// <param name="LegalForm">For example <c>public association</c>.</param>
/// <param name="RegistrationNumber">In the state register of legal entities.</param>
/// <param name="Website">Public address.</param>
/// <param name="Contacts">How to reach its offices.</param>
/// <param name="Addresses">Where its offices are.</param>
/// <example>{"kind":"ngo-provider","name":{"tk":"«Ýeňme» jemgyýetçilik guramasy","ru":"Общественная организация «Енме»","en":"Yenme"},"rolePeriods":[{"role":"provider","from":"2021-09-01"}],"legalForm":"public association","website":"https://yenme.example","contacts":[{"function":{"tk":"Kabulhana","ru":"Приёмная","en":"Reception"},"phone":"+99312000000"}],"addresses":[{"place":"TM-S","street":"Görogly köçesi 7","kind":"physical"}]}</example>
public record OrganizationDetails(
    OrganizationKind Kind,
    [property: Required, PlainText] LocalizedText Name,
    [property: MaxLength(10)] IReadOnlyList<ProgrammeRole>? Roles = null,
    [property: MaxLength(50), NoNulls] IReadOnlyList<RolePeriod>? RolePeriods = null,
    [property: MaxLength(50), PlainText] string? Parent = null,
    [property: MaxLength(100), PlainText] string? LegalForm = null,
    [property: MaxLength(50), PlainText] string? RegistrationNumber = null,
    [property: MaxLength(300), Url, PlainText] string? Website = null,
    [property: MaxLength(20), NoNulls] IReadOnlyList<Contact>? Contacts = null,
    [property: MaxLength(20), NoNulls] IReadOnlyList<OfficeAddress>? Addresses = null
);

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
    [property: Required, PlainText] LocalizedText Function,
    [property: RegularExpression(@"\+[1-9][0-9]{6,14}", ErrorMessage = "E.164: + and 7 to 15 digits.")] string? Phone = null,
    [property:
        MaxLength(254),
        RegularExpression(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", ErrorMessage = "Must be an e-mail address.")
    ]
        string? Email = null
);

/// <summary>Where an organization has an office.</summary>
/// <param name="Place">Code of the place.</param>
/// <param name="Street">Street and house.</param>
/// <param name="Kind">physical: to go to; postal: to write to.</param>
/// <param name="PostalCode">Six digits.</param>
/// <param name="Latitude">Degrees, WGS 84; together with the longitude.</param>
/// <param name="Longitude">Degrees, WGS 84; together with the latitude.</param>
public sealed record OfficeAddress(
    [property: Required, MaxLength(20), PlainText] string Place,
    [property: Required, MaxLength(500), PlainText] string Street,
    AddressKind Kind,
    [property: RegularExpression("^[0-9]{6}$", ErrorMessage = "Six digits.")] string? PostalCode = null,
    [property: Range(-90.0, 90.0)] double? Latitude = null,
    [property: Range(-180.0, 180.0)] double? Longitude = null
);

/// <summary>What an address is for.</summary>
public enum AddressKind
{
    Physical,
    Postal,
}
