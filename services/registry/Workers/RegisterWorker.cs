using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Workers;

internal static class RegisterWorker
{
    /// <param name="Organization">Code of the employer.</param>
    /// <param name="Role">What the worker does.</param>
    /// <param name="GivenName">Personal data.</param>
    /// <param name="FamilyName">Personal data.</param>
    /// <param name="Sex">female, male or unknown.</param>
    /// <param name="BirthDate">Personal data; the worker is 16 to 100 years old.</param>
    /// <param name="Place">Code of where the worker works.</param>
    /// <param name="Disability">Has a disability status; absent when not asked.</param>
    /// <param name="Code">The employer's own code, unique within the organization; must not be a name.</param>
    /// <param name="Since">First day of the post, today or before; today when absent.</param>
    /// <param name="Share">Of full time, in percent.</param>
    /// <param name="CaseloadLimit">How many cases the worker may have at once; none when absent.</param>
    /// <example>
    /// {"organization": "nrcs", "role": "social-worker", "givenName": "Ogulgerek", "familyName": "Annaberdiýewa", "sex": "female", "birthDate": "1988-04-03",
    /// "place": "TM-S-02", "disability": false, "code": "N-017", "since": "2021-09-01", "share": 50, "caseloadLimit": 20}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(50), PlainText] string Organization,
        WorkerRole Role,
        [property: Required, MaxLength(100), PlainText] string GivenName,
        [property: Required, MaxLength(100), PlainText] string FamilyName,
        Sex Sex,
        DateOnly BirthDate,
        [property: Required, MaxLength(20), PlainText] string Place,
        bool? Disability = null,
        [property: MaxLength(50), RegularExpression(@"^\S+$", ErrorMessage = "Must not contain spaces."), PlainText] string? Code = null,
        DateOnly? Since = null,
        [property: Range(5, 150)] int Share = WorkerPost.FullTime,
        [property: Range(1, Worker.MaxCaseload)] int? CaseloadLimit = null
    );

    public static void Map(RouteGroupBuilder workers) =>
        workers
            .MapPost("", HandleAsync)
            .WithName(nameof(RegisterWorker))
            .WithSummary("Enter a member of the workforce into the register. Name and birth date are stored encrypted.")
            .Idempotent()
            .Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<WorkerView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpResponse http,
        RegistryDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!context.Caller!.MayActFor(request.Organization))
        {
            return Editing.Forbidden(request.Organization);
        }

        await db.BeginAsync(cancellationToken);
        var errors = await FindErrorsAsync(request, db, clock.Today(), cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var identity = new WorkerIdentity(request.GivenName, request.FamilyName, request.BirthDate, request.Disability);
        var worker = new Worker
        {
            Id = id,
            Sex = request.Sex,
            Code = request.Code,
            CaseloadLimit = request.CaseloadLimit,
            RegisteredAt = now,
            Personal = envelope.Seal(identity, id, nameof(Worker.Personal)),
        };
        worker.Employ(
            [new(request.Organization, request.Role, request.Place, request.Since ?? clock.Today(), Share: request.Share)],
            clock.Today()
        );
        db.Add(worker);
        db.Publish(worker.Registered(worker.DemographicsOn(identity, clock.Today())));
        db.Audit("register worker", $"worker/{id}");
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        http.Headers.ETag = ETag.Of(worker.Version).ToString();
        http.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1/registry/workers/{id}", WorkerView.Of(worker, identity, [], clock));
    }

    private static async Task<Dictionary<string, string[]>> FindErrorsAsync(
        Request request,
        RegistryDb db,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var errors = new Dictionary<string, string[]>();
        if (!await db.LockForShareOrganizationAsync(request.Organization, cancellationToken))
        {
            errors["organization"] = ["No organization has this code."];
        }

        var place = await db.Places.AsNoTracking().SingleOrDefaultAsync(p => p.Code == request.Place, cancellationToken);
        if (place?.ExistsOn(today) is not true)
        {
            errors["place"] = ["No place has this code today."];
        }

        if (!WorkerAge.IsPossible(request.BirthDate, today))
        {
            errors["birthDate"] = [WorkerAge.Expected];
        }

        if (request.Since > today)
        {
            errors["since"] = ["Must not be in the future: enter the worker on the first day."];
        }

        return errors;
    }
}
