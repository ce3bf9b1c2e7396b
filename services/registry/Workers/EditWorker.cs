using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Workers;

internal static class EditWorker
{
    /// <param name="GivenName">Personal data.</param>
    /// <param name="FamilyName">Personal data.</param>
    /// <param name="Sex">female, male or unknown.</param>
    /// <param name="BirthDate">Personal data; the worker is 16 to 100 years old.</param>
    /// <param name="Disability">Has a disability status; absent when not asked.</param>
    /// <param name="Code">The employer's own code, unique within the organization; must not be a name.</param>
    /// <param name="CaseloadLimit">How many cases the worker may have at once; none when absent.</param>
    /// <example>{"givenName": "Ogulgerek", "familyName": "Annaberdiýewa", "sex": "female", "birthDate": "1988-04-03", "disability": false, "code": "N-017", "caseloadLimit": 20}</example>
    public sealed record Request(
        [property: Required, MaxLength(100), PlainText] string GivenName,
        [property: Required, MaxLength(100), PlainText] string FamilyName,
        Sex Sex,
        DateOnly BirthDate,
        bool? Disability = null,
        [property: MaxLength(50), RegularExpression(@"^\S+$", ErrorMessage = "Must not contain spaces."), PlainText] string? Code = null,
        [property: Range(1, Worker.MaxCaseload)] int? CaseloadLimit = null
    );

    public static void Map(RouteGroupBuilder workers) =>
        workers
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(EditWorker))
            .WithSummary("Change a worker's personal details. Needs If-Match.")
            .WithDescription(
                "Replaces all of them: an absent field is cleared. Employer, role and place are changed by the worker's posts."
            )
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<WorkerView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpResponse http,
        RegistryDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var found = await WorkerToChange.FindAsync(db, id, ifMatch, context.Caller!, cancellationToken);
        if (!found.IsAllowed(out var worker, out var refusal))
        {
            return refusal;
        }

        if (!WorkerAge.IsPossible(request.BirthDate, clock.Today()))
        {
            return Problems.Invalid("birthDate", WorkerAge.Expected);
        }

        var before = envelope.Open<WorkerIdentity>(worker.Personal, id, nameof(worker.Personal));
        var identity = new WorkerIdentity(request.GivenName, request.FamilyName, request.BirthDate, request.Disability, before.Left);
        WorkerToChange.Seal(worker, before, identity, envelope);
        (worker.Sex, worker.Code, worker.CaseloadLimit) = (request.Sex, request.Code, request.CaseloadLimit);
        return await WorkerToChange.SaveAsync(db, worker, identity, "edit worker", http, clock, cancellationToken);
    }
}
