using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Registry.ServiceTypes;

internal static class DefineServiceType
{
    /// <param name="Code">Lower case letters, digits and dashes; never changes.</param>
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
    /// <param name="ValidFrom">First day, not in the future; absent when not known.</param>
    /// <example>{"code":"personal-assistant","name":{"tk":"Maýyplygy bolan ulular üçin şahsy kömekçi","ru":"Персональный ассистент для взрослых с инвалидностью","en":"Personal assistant for adults with disabilities"},"leadAgency":"undp","forms":["at-home"],"number":10,"minimumAge":18,"conditions":["official-disability-status"],"targetGroups":["people-with-disabilities"],"needs":["disability","independent-living"],"requiredCompetences":[],"standard":{"points":[{"subject":"staff","text":{"tk":"Bir kömekçi bäş adama hyzmat edýär.","ru":"Один ассистент на пять человек.","en":"One assistant for five people."}}]}}</example>
    public sealed record Request(
        [property:
            Required,
            MaxLength(50),
            RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "Lower case letters, digits and dashes only.")
        ]
            string Code,
        LocalizedText Name,
        string LeadAgency,
        IReadOnlyList<ServiceForm> Forms,
        int? Number = null,
        bool LeadAgencyInferred = false,
        int? MinimumAge = null,
        int? MaximumAge = null,
        string? Sex = null,
        IReadOnlyList<string>? Conditions = null,
        IReadOnlyList<string>? TargetGroups = null,
        IReadOnlyList<string>? Needs = null,
        IReadOnlyList<string>? RequiredCompetences = null,
        LongText? Description = null,
        ServiceStandard? Standard = null,
        string? Note = null,
        DateOnly? ValidFrom = null
    )
        : ServiceTypeDetails(
            Name,
            LeadAgency,
            Forms,
            Number,
            LeadAgencyInferred,
            MinimumAge,
            MaximumAge,
            Sex,
            Conditions,
            TargetGroups,
            Needs,
            RequiredCompetences,
            Description,
            Standard,
            Note
        );

    public static void Map(RouteGroupBuilder types) =>
        types
            .MapPost("", HandleAsync)
            .WithName(nameof(DefineServiceType))
            .WithSummary("Define a type of service that sites can deliver. For the programme's office only.")
            .RequireScope(Scopes.ProgrammeManage)
            .Idempotent()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<ServiceTypeView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await db.BeginAsync(cancellationToken);
        var errors = await ServiceTypeRules.FindErrorsAsync(db, request, cancellationToken);
        if (request.ValidFrom is { } from && ServiceTypeRules.RefuseFrom(from, null, clock.Today()) is { } refusal)
        {
            errors["validFrom"] = [refusal];
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var type = new ServiceType
        {
            Code = request.Code,
            Name = request.Name,
            LeadAgencyCode = request.LeadAgency,
            ValidFrom = request.ValidFrom,
            Forms = [],
            TargetGroups = [],
            Needs = [],
            RequiredCompetences = [],
        };
        type.Describe(ServiceTypeDefinition.Of(request));
        db.Add(type);
        db.Publish(type.Defined());
        db.Audit("define service type", type.Subject);
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return http.Response.Created($"/api/v1/registry/service-types/{type.Code}", type.Version, ServiceTypeView.Of(type, http.Request));
    }
}
