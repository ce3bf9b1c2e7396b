using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.ServiceTypes;

internal static class RedefineServiceType
{
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
    /// <param name="From">
    /// Since when it is so: a new version begins on that day, after the first day of the one in force. In the future, at most five years ahead: the version
    /// comes into force on that day, and replaces another that was to come. Absent: it was so all along, and the version in force is corrected.
    /// </param>
    /// <example>{"name":{"tk":"Maýyplygy bolan ulular üçin şahsy kömekçi","ru":"Персональный ассистент для взрослых с инвалидностью","en":"Personal assistant for adults with disabilities"},"leadAgency":"undp","forms":["at-home"],"number":10,"minimumAge":18,"conditions":["official-disability-status"],"targetGroups":["people-with-disabilities"],"needs":["disability","independent-living"],"requiredCompetences":[],"standard":{"points":[{"subject":"staff","text":{"tk":"Bir kömekçi bäş adama hyzmat edýär.","ru":"Один ассистент на пять человек.","en":"One assistant for five people."}}]},"from":"2022-01-01"}</example>
    public sealed record Request(
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
        DateOnly? From = null
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
            .MapPut("/{code}", HandleAsync)
            .WithName(nameof(RedefineServiceType))
            .WithSummary(
                "Define a new version of a service type, or correct the one in force. For the programme's office only. Needs If-Match."
            )
            .WithDescription(
                "Replaces all that it says. Earlier versions stay readable: a case that began under one keeps to it. A version that begins later shows in `/versions` and with `on` only; "
                    + "until its day the one in force can be corrected and be followed by another, and the coming one be taken back."
            )
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<ServiceTypeView>, ProblemHttpResult>> HandleAsync(
        string code,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.ServiceTypes.SingleOrDefaultAsync(t => t.Code == code, cancellationToken) is not { } type)
        {
            return Problems.NotFound("The service type");
        }

        if (ToChange.UnlessCurrent(ifMatch, type.Version) is { } outdated)
        {
            return outdated;
        }

        var today = clock.Today();
        if (type.Coming?.From <= today)
        {
            return Problems.Stale; // the caller has not seen the version that begins just now
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var errors = await ServiceTypeRules.FindErrorsAsync(db, request, cancellationToken);
        if (
            request.From is { } day
            && ServiceTypeRules.RefuseFrom(day, type.ValidFrom, today.AddYears(ServiceTypeRules.YearsAhead)) is { } refusal
        )
        {
            errors["from"] = [refusal];
        }

        if (request.From > today && request.Number != type.Number)
        {
            errors["number"] = ["Only the number of the version in force can be changed."]; // it might be taken by then
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var (definition, isComing) = (ServiceTypeDefinition.Of(request), request.From > today);
        if (isComing)
        {
            type.Coming = new(request.From!.Value, definition);
        }
        else
        {
            if (request.From is { } from)
            {
                db.Add(type.BeginVersion(from));
            }

            type.Describe(definition);
        }

        if (db.ChangeTracker.HasChanges())
        {
            if (!isComing)
            {
                db.Publish(type.Defined());
            }

            db.Audit("redefine service type", type.Subject);
            if (await db.SaveAsync(cancellationToken) is { } refused)
            {
                return refused;
            }

            await transaction.CommitAsync(cancellationToken);
        }

        return http.Response.Ok(
            type.Version,
            isComing ? ServiceTypeView.OfComing(type, type.Coming!, http.Request) : ServiceTypeView.Of(type, http.Request)
        );
    }
}
