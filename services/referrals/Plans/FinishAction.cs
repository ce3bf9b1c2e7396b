using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Plans;

internal static class FinishAction
{
    /// <param name="Outcome">What came of it; stored sealed.</param>
    /// <example>{"outcome": "Registered with the employment office."}</example>
    public sealed record Request([property: Required, MaxLength(2000)] string Outcome);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/plan-actions/{id:guid}/done", HandleAsync)
            .WithName(nameof(FinishAction))
            .AboutPeople("plan-action")
            .WithSummary("Record that an action of an approved plan was done. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<CasePlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var db = desk.Db;
        var plan = await db.CasePlans.Include(p => p.Actions).SingleOrDefaultAsync(p => p.Actions.Any(a => a.Id == id), cancellationToken);
        var knows = plan is not null && await desk.FindCaseAsync(plan.CaseId, cancellationToken) is not null;
        var found = ToChange.Check(knows ? plan!.Actions.Single(a => a.Id == id) : null, "The action", _ => null, ifMatch);
        if (!found.IsAllowed(out var action, out var refusal))
        {
            return refusal;
        }

        if (plan!.Status is not PlanStatus.Approved || !action.TryFinish(desk.Seal(request.Outcome, id, nameof(action.Outcome)), desk.Now))
        {
            return Problems.Conflict("action-not-open", "The action was done before, or its plan is not approved.");
        }

        db.Audit("finish plan action", $"case/{plan.CaseId}", $"plan-action/{id}");
        return await db.SaveAsync(cancellationToken) is { } refused ? refused : http.Ok(action.Version, CasePlanView.Of(plan, desk));
    }
}
