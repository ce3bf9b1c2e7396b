using SocialServices.Registry.Data;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Data;
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
/// <param name="Sex">female or male where it is for one only; absent where it is for everybody.</param>
/// <param name="Conditions">Codes of what a person must fulfil beside age and sex, see <c>/conditions</c>.</param>
/// <param name="TargetGroups">Codes of the groups it is for.</param>
/// <param name="Needs">Codes of the needs it answers.</param>
/// <param name="RequiredCompetences">Codes of the competences its staff must hold.</param>
/// <param name="Description">What is done, in three languages.</param>
/// <param name="Standard">What whoever delivers it must keep to, and where that is laid down.</param>
/// <param name="Version">Number of the version, from 1. A case that began under a version keeps to it.</param>
/// <param name="ValidFrom">First day of the version; absent when not known.</param>
/// <param name="ValidUntil">Last day of the version; absent while it is in force or to come.</param>
/// <param name="Note">What is uncertain about it.</param>
/// <example>{"code":"personal-assistant","name":{"tk":"Maýyplygy bolan ulular üçin şahsy kömekçi","ru":"Персональный ассистент для взрослых с инвалидностью","en":"Personal assistant for adults with disabilities"},"leadAgency":"undp","forms":["at-home"],"minimumAge":18,"conditions":["official-disability-status"],"targetGroups":["people-with-disabilities"],"needs":["disability","independent-living"],"requiredCompetences":[],"standard":{"points":[{"subject":"staff","text":{"tk":"Bir kömekçi bäş adama hyzmat edýär.","ru":"Один ассистент на пять человек.","en":"One assistant for five people."}}]},"number":10,"label":"Personal assistant for adults with disabilities","leadAgencyInferred":false,"version":2,"validFrom":"2022-01-01"}</example>
internal sealed record ServiceTypeView(
    string Code,
    int? Number,
    LocalizedText Name,
    string Label,
    string LeadAgency,
    bool LeadAgencyInferred,
    IReadOnlyList<ServiceForm> Forms,
    int? MinimumAge,
    int? MaximumAge,
    Sex? Sex,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<string> TargetGroups,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> RequiredCompetences,
    LongText? Description,
    ServiceStandard? Standard,
    int Version,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    string? Note
)
{
    public static ServiceTypeView Of(ServiceType type, HttpRequest request) =>
        Of(type.Code, type.VersionNumber, type.ValidFrom, null, type.Definition(), request);

    /// <summary>As it will be.</summary>
    public static ServiceTypeView OfComing(ServiceType type, ComingVersion coming, HttpRequest request) =>
        Of(type.Code, type.VersionNumber + 1, coming.From, null, coming.Definition with { Number = type.Number }, request);

    public static ServiceTypeView Of(ServiceTypeVersion version, HttpRequest request) =>
        Of(version.ServiceTypeCode, version.Number, version.ValidFrom, version.ValidUntil, version.Definition, request);

    private static ServiceTypeView Of(
        string code,
        int version,
        DateOnly? from,
        DateOnly? until,
        ServiceTypeDefinition definition,
        HttpRequest request
    ) =>
        new(
            code,
            definition.Number,
            definition.Name,
            definition.Name.For(request),
            definition.LeadAgency,
            definition.LeadAgencyInferred,
            [.. definition.Forms.Select(Words.Parse<ServiceForm>)],
            definition.MinimumAge,
            definition.MaximumAge,
            Words.TryParse<Sex>(definition.Sex, out var sex) ? sex : null,
            definition.Conditions,
            definition.TargetGroups,
            definition.Needs,
            definition.RequiredCompetences,
            definition.Description,
            definition.Standard,
            version,
            from,
            until,
            definition.Note
        );
}
