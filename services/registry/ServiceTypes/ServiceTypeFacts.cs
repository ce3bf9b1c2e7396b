using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.ServiceTypes;

/// <summary>A service type as callers see it.</summary>
/// <param name="Code">For example <c>parents-with-addictions</c>.</param>
/// <param name="Number">1 to 12 in the published order of the pilot services; absent outside them.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Label">The name in the language of <c>Accept-Language</c>.</param>
/// <param name="LeadAgency">Code of the organization that leads it.</param>
/// <param name="LeadAgencyInferred">True when no source states the lead agency.</param>
/// <param name="Forms">Where and when it is given.</param>
/// <param name="MinimumAge">Completed years; absent = no limit.</param>
/// <param name="MaximumAge">Completed years; absent = no limit.</param>
/// <param name="TargetGroups">Codes of the groups it is for.</param>
/// <param name="Needs">Codes of the needs it answers.</param>
/// <param name="RequiredCompetences">Codes of the competences its staff must hold.</param>
/// <param name="Note">What is uncertain about it.</param>
internal sealed record ServiceTypeFacts(
    string Code, int? Number, LocalizedText Name, string Label, string LeadAgency, bool LeadAgencyInferred, IReadOnlyList<ServiceForm> Forms,
    int? MinimumAge, int? MaximumAge, IReadOnlyList<string> TargetGroups, IReadOnlyList<string> Needs, IReadOnlyList<string> RequiredCompetences,
    string? Note)
{
    public static ServiceTypeFacts Of(ServiceType type, HttpRequest request) => new(
        type.Code, type.Number, type.Name, type.Name.For(request), type.LeadAgencyCode, type.LeadAgencyInferred,
        [.. type.Forms.Select(Words.Parse<ServiceForm>)], type.MinimumAge, type.MaximumAge, type.TargetGroups, type.Needs,
        type.RequiredCompetences, type.Note);
}
