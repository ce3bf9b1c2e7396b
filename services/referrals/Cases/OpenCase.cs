using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class OpenCase
{
    /// <param name="ServiceUserId">A service user of the caller's organization.</param>
    /// <param name="WorkerId">Who manages the case: an active worker of the caller's organization.</param>
    public sealed record Request(Guid ServiceUserId, Guid? WorkerId = null);

    public sealed record Response(Guid Id, string Number, Workflow Workflow);

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
        ReferralsDb db,
        RequestContext context,
        Workforce workforce,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
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

        if (user.MergedInto is { } survivor)
        {
            return ServiceUserProblems.Merged(survivor);
        }

        if (request.WorkerId is { } workerId && !await workforce.EmploysAsync(organization, workerId, cancellationToken))
        {
            return Problems.Invalid("workerId", "No active worker of your organization has this id.");
        }

        var now = clock.GetUtcNow();
        var @case = Case.Open(user.Id, organization, request.WorkerId, now);
        db.Add(@case);
        db.Audit("open case", $"case/{@case.Id}");
        db.Publish(new CaseOpened(@case.Id, organization, user.Open(envelope).DemographicsOn(Ashgabat.Day(now)), user.Id));
        await db.SaveChangesAsync(cancellationToken);
        return http.Created($"/api/v1/referrals/cases/{@case.Id}", @case.Version, new Response(@case.Id, @case.Number, Workflow.New));
    }
}
