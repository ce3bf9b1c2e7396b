using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Referrals.Plans;

internal static class DraftPlan
{
    /// <param name="Text">What is to be done; stored sealed.</param>
    /// <param name="Due">Not in the past.</param>
    /// <param name="WorkerId">A worker of the organization; absent when the family does it by itself.</param>
    public sealed record Action([property: Required, MaxLength(1000)] string Text, DateOnly Due, Guid? WorkerId = null);

    /// <param name="Text">What is to be reached; stored sealed.</param>
    public sealed record Goal(
        [property: Required, MaxLength(1000)] string Text,
        [property: MinLength(1), MaxLength(20), NoNulls] IReadOnlyList<Action> Actions
    );

    /// <param name="Goals">1 to 10.</param>
    /// <param name="ReviewOn">When the whole plan is looked at again.</param>
    /// <example>
    /// {"goals": [{"text": "The children go to school each day.",
    /// "actions": [{"text": "Bring them on the first days.", "due": "2031-06-01"}]}],
    /// "reviewOn": "2031-09-01"}
    /// </example>
    public sealed record Request([property: MinLength(1), MaxLength(10), NoNulls] IReadOnlyList<Goal> Goals, DateOnly ReviewOn);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/plans", HandleAsync)
            .Idempotent()
            .WithName(nameof(DraftPlan))
            .AboutPeople("case")
            .WithSummary("Write a plan for a case: goals, and who does what until when.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<CasePlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        Workforce workforce,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (@case, refusal) = await desk.FindOpenCaseAsync(id, cancellationToken);
        if (@case is null)
        {
            return refusal!;
        }

        if (request.ReviewOn < desk.Today)
        {
            return Problems.Invalid("reviewOn", "Lies in the past.");
        }

        await workforce.AskAsync(
            request.Goals.SelectMany(goal => goal.Actions).Select(action => action.WorkerId).OfType<Guid>(),
            cancellationToken
        );
        foreach (var (index, goal) in request.Goals.Index())
        {
            foreach (var (number, action) in goal.Actions.Index())
            {
                if (action.Due < desk.Today)
                {
                    return Problems.Invalid($"goals[{index}].actions[{number}].due", "Lies in the past.");
                }

                if (action.WorkerId is { } worker && !await workforce.EmploysAsync(desk.Organization, worker, cancellationToken))
                {
                    return CaseProblems.UnknownWorker($"goals[{index}].actions[{number}].workerId");
                }
            }
        }

        var db = desk.Db;
        await db.BeginAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from cases where id = {id} for update", cancellationToken); // plans are numbered
        var plan = CasePlan.Draft(id, await db.CasePlans.CountAsync(p => p.CaseId == id, cancellationToken) + 1, request, desk);
        db.Add(plan);
        db.Audit("draft plan", $"case/{id}", $"plan/{plan.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Created($"/api/v1/referrals/cases/{id}/plans", plan.Version, CasePlanView.Of(plan, desk));
    }
}
