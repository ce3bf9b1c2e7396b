using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Plans;

internal static class SubmitPlan
{
    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/plans/{id:guid}/submit", HandleAsync)
            .WithName(nameof(SubmitPlan))
            .AboutPeople("plan")
            .WithSummary("Ask a supervisor to approve a drafted plan. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<CasePlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        PlanDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    ) => desk.MoveAsync(id, PlanStatus.Submitted, null, ifMatch, http, cancellationToken);
}
