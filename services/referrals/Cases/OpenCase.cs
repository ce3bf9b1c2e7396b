using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class OpenCase
{
    /// <param name="ServiceUserId">A service user of the caller's organization.</param>
    /// <param name="WorkerId">
    /// Who manages the case: an active worker of the caller's organization whose caseload has room. When absent nobody; of a person who has
    /// a case already, the caller.
    /// </param>
    /// <param name="Source">
    /// How the person became known: self, family, community, social-worker, health, education, police, court, ngo, other.
    /// </param>
    /// <example>
    /// {"serviceUserId": "0192c2a0-6a00-7c31-8f61-3b8dac4e5f03", "workerId": "017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33",
    /// "source": "social-worker"}
    /// </example>
    public sealed record Request(Guid ServiceUserId, Guid? WorkerId = null, CaseSource? Source = null);

    /// <param name="OtherOpenCases">Numbers of the open cases of the same person that the caller may know of: is a second one meant?</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "C-2021-000001", "workflow": "new", "otherOpenCases": []}
    /// </example>
    public sealed record Response(Guid Id, string Number, Workflow Workflow, IReadOnlyList<string> OtherOpenCases);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases", HandleAsync)
            .Idempotent()
            .WithName(nameof(OpenCase))
            .AboutPeople("case")
            .WithSummary("Open a case for a service user.")
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        RequestContext context,
        CareDesk desk,
        Caseloads caseloads,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (db, organization, now) = (desk.Db, desk.Organization, desk.Now);
        if (
            await db
                .ServiceUsers.AsNoTracking()
                .SingleOrDefaultAsync(u => u.Id == request.ServiceUserId && u.Organization == organization, cancellationToken)
            is not { } user
        )
        {
            context.Refuse("service-user", request.ServiceUserId);
            return Problems.Invalid("serviceUserId", "No service user of your organization has this id.");
        }

        if (Gone(user) is { } gone)
        {
            return gone;
        }

        if (!await desk.KnowsAsync(user.Id, cancellationToken))
        {
            return CaseProblems.InCare;
        }

        // A case without a worker is known to everybody: of a person in care it would open the details that the other case keeps closed.
        var person = db.ServiceUsers.SamePerson(user.Id);
        var isInCare = await db.Cases.AnyAsync(c => person.Contains(c.ServiceUserId) && c.Organization == organization, cancellationToken);
        var worker = request.WorkerId ?? (isInCare ? desk.Me : (Guid?)null);
        var others = await (await desk.CasesAsync(cancellationToken))
            .Where(c => person.Contains(c.ServiceUserId) && c.ClosedAt == null)
            .Select(c => c.Number)
            .ToListAsync(cancellationToken);
        await desk.AskBeforehandAsync(worker, cancellationToken);
        await db.BeginAsync(cancellationToken);
        await db.LockForShareServiceUserAsync(user.Id, cancellationToken); // whoever merges or erases takes this lock alone
        if (Gone(await db.ServiceUsers.AsNoTracking().SingleAsync(u => u.Id == user.Id, cancellationToken)) is { } goneMeanwhile)
        {
            return goneMeanwhile;
        }

        if (worker is { } workerId && await caseloads.RefuseAsync(workerId, cancellationToken) is { } full)
        {
            return full;
        }

        var @case = Case.Open(user.Id, organization, worker, request.Source, now);
        db.Add(@case);
        if (worker is { } first)
        {
            db.Add(CaseChange.Of(@case.Id, CaseChangeKind.Assigned, null, null, desk.Me, envelope, now, first));
        }

        db.Audit("open case", $"case/{@case.Id}");
        db.Publish(
            new CaseOpened(
                @case.Id,
                organization,
                user.Open(envelope).DemographicsOn(desk.Today),
                user.Id,
                request.Source is { } source ? Words.Of(source) : null,
                worker
            )
        );
        await db.SaveChangesAsync(cancellationToken);
        return http.Created(
            $"/api/v1/referrals/cases/{@case.Id}",
            @case.Version,
            new Response(@case.Id, @case.Number, Workflow.New, others)
        );
    }

    private static ProblemHttpResult? Gone(ServiceUser user) =>
        user switch
        {
            { MergedInto: { } survivor } => ServiceUserProblems.Merged(survivor),
            { ErasedAt: not null } => ServiceUserProblems.Erased,
            _ => null,
        };
}
