using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

/// <summary>An organization as callers see it.</summary>
/// <param name="Code">For example <c>mlspp</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Label">The name in the language of <c>Accept-Language</c>.</param>
/// <param name="Roles">What it does in the programme.</param>
/// <param name="Website">Public address.</param>
/// <param name="Inferred">True when no source names it.</param>
/// <param name="Note">What is uncertain about it.</param>
internal sealed record OrganizationFacts(
    string Code, OrganizationKind Kind, LocalizedText Name, string Label, IReadOnlyList<ProgrammeRole> Roles, string? Website, bool Inferred, string? Note)
{
    public static OrganizationFacts Of(Organization organization, HttpRequest request) => new(
        organization.Code, organization.Kind, organization.Name, organization.Name.For(request),
        [.. organization.Roles.Select(Words.Parse<ProgrammeRole>)], organization.Website, organization.Inferred, organization.Note);
}
