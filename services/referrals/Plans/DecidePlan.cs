using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Plans;

internal static class DecidePlan
{
    /// <param name="Approve">True: the plan holds, and replaces the one before. False: it goes back; write another one.</param>
    /// <param name="Comment">Needed when it goes back; stored sealed.</param>
    /// <example>{"approve": false, "comment": "Name who brings the children to school."}</example>
    public sealed record Request(bool Approve, [property: MaxLength(2000)] string? Comment = null);

    public static void Map(RouteGroupBuilder approve) =>
        approve
            .MapPost("/plans/{id:guid}/decide", HandleAsync)
            .WithName(nameof(DecidePlan))
            .AboutPeople("plan")
            .WithSummary("Approve a plan or send it back, as a supervisor who did not write it. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<CasePlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        PlanDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    ) =>
        request.Approve || !string.IsNullOrWhiteSpace(request.Comment)
            ? await desk.MoveAsync(
                id,
                request.Approve ? PlanStatus.Approved : PlanStatus.Returned,
                request.Comment,
                ifMatch,
                http,
                cancellationToken
            )
            : Problems.Invalid("comment", "Say why the plan goes back.");
}
