using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

/// <summary>An organization as callers see it.</summary>
/// <param name="Code">For example <c>mlspp</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Label">The name in the language of <c>Accept-Language</c>.</param>
/// <param name="Roles">What it does in the programme today.</param>
/// <param name="RolePeriods">What it did, does and will do in the programme, with dates where they are known.</param>
/// <param name="Parent">Code of the organization it is part of.</param>
/// <param name="LegalForm">For example <c>public association</c>.</param>
/// <param name="RegistrationNumber">In the state register of legal entities.</param>
/// <param name="Website">Public address.</param>
/// <param name="Contacts">How to reach its offices.</param>
/// <param name="Addresses">Where its offices are.</param>
/// <param name="Inferred">True when no source names it.</param>
/// <param name="Note">What is uncertain about it.</param>
/// <param name="Warnings">What may be a mistake in what was just written; absent when nothing is suspicious.</param>
/// <example>{"code":"yenme","kind":"ngo-provider","name":{"tk":"«Ýeňme» jemgyýetçilik guramasy","ru":"Общественная организация «Енме»","en":"Yenme"},"rolePeriods":[{"role":"provider","from":"2021-09-01"}],"legalForm":"public association","website":"https://yenme.example","contacts":[{"function":{"tk":"Kabulhana","ru":"Приёмная","en":"Reception"},"phone":"+99312000000"}],"addresses":[{"place":"TM-S","street":"Görogly köçesi 7","kind":"physical"}],"label":"Yenme","roles":["provider"],"inferred":false}</example>
internal sealed record OrganizationView(
    string Code,
    OrganizationKind Kind,
    LocalizedText Name,
    string Label,
    IReadOnlyList<ProgrammeRole> Roles,
    IReadOnlyList<RolePeriod> RolePeriods,
    string? Parent,
    string? LegalForm,
    string? RegistrationNumber,
    string? Website,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<OfficeAddress> Addresses,
    bool Inferred,
    string? Note,
    IReadOnlyList<Warning>? Warnings = null
)
{
    public static OrganizationView Of(Organization organization, DateOnly today, HttpRequest request) =>
        new(
            organization.Code,
            organization.Kind,
            organization.Name,
            organization.Name.For(request),
            [.. organization.RolesOn(today)],
            organization.RolePeriods,
            organization.ParentCode,
            organization.LegalForm,
            organization.RegistrationNumber,
            organization.Website,
            organization.Contacts,
            organization.Addresses,
            organization.Inferred,
            organization.Note
        );

    /// <summary>As it was just written, with what is suspicious about that.</summary>
    public static OrganizationView Written(Organization organization, DateOnly today, HttpRequest request) =>
        Of(organization, today, request) with
        {
            Warnings = organization
                .Addresses.SelectMany(
                    (office, index) => Coordinates.FindWarnings(office.Latitude, office.Longitude, $"addresses[{index}].")
                )
                .OrNull(),
        };
}
