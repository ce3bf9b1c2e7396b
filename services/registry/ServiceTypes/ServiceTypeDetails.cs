using System.ComponentModel.DataAnnotations;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.ServiceTypes;

/// <summary>All that a version of a service type says.</summary>
/// <param name="Name">In three languages.</param>
/// <param name="LeadAgency">Code of the organization that leads it.</param>
/// <param name="Forms">Where and when it is given, at least one.</param>
/// <param name="Number">1 to 12 in the published order of the pilot services; absent outside them.</param>
/// <param name="LeadAgencyInferred">True when no source states the lead agency.</param>
/// <param name="MinimumAge">Completed years; absent = no limit.</param>
/// <param name="MaximumAge">Completed years; absent = no limit.</param>
/// <param name="Sex">female or male where it is for one only; absent where it is for everybody.</param>
/// <param name="Conditions">Codes of what a person must fulfil beside age and sex, see <c>/conditions</c>.</param>
/// <param name="TargetGroups">Codes of the groups it is for, see <c>/target-groups</c>.</param>
/// <param name="Needs">Codes of the needs it answers, see <c>/needs</c>.</param>
/// <param name="RequiredCompetences">Codes of the competences its staff must hold.</param>
/// <param name="Description">What is done, in three languages.</param>
/// <param name="Standard">What whoever delivers it must keep to, and where that is laid down.</param>
/// <param name="Note">What is uncertain about it.</param>
public record ServiceTypeDetails(
    [property: Required, PlainText] LocalizedText Name,
    [property: Required, MaxLength(50), PlainText] string LeadAgency,
    [property: Required, MinLength(1), MaxLength(3)] IReadOnlyList<ServiceForm> Forms,
    [property: Range(1, 12)] int? Number = null,
    bool LeadAgencyInferred = false,
    [property: Range(0, 130)] int? MinimumAge = null,
    [property: Range(0, 130)] int? MaximumAge = null,
    [property: AllowedValues(null, "female", "male", ErrorMessage = "Must be female or male.")] string? Sex = null,
    [property: MaxLength(30), NoNulls] IReadOnlyList<string>? Conditions = null,
    [property: MaxLength(30), NoNulls] IReadOnlyList<string>? TargetGroups = null,
    [property: MaxLength(30), NoNulls] IReadOnlyList<string>? Needs = null,
    [property: MaxLength(30), NoNulls] IReadOnlyList<string>? RequiredCompetences = null,
    LongText? Description = null,
    ServiceStandard? Standard = null,
    [property: MaxLength(500), PlainText] string? Note = null
);
