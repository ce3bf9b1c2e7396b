using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Plans;

/// <summary>What the moves of a plan have in common.</summary>
internal sealed class PlanDesk(CareDesk desk)
{
    /// <param name="id">The plan.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="comment">The supervisor's.</param>
    /// <param name="ifMatch">The version that the caller knows.</param>
    /// <param name="http">Gets the ETag.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Results<Ok<CasePlanView>, ProblemHttpResult>> MoveAsync(
        Guid id,
        PlanStatus to,
        string? comment,
        IfMatch? ifMatch,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var db = desk.Db;
        var known = await db.CasePlans.Include(p => p.Actions).SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        var @case = known is null ? null : await desk.FindCaseAsync(known.CaseId, cancellationToken);
        var found = ToChange.Check(
            @case is null ? null : known,
            "The plan",
            _ => @case!.ClosedAt is null ? null : CaseProblems.Closed,
            ifMatch
        );
        if (!found.IsAllowed(out var plan, out var refusal))
        {
            return refusal;
        }

        if (to is PlanStatus.Approved or PlanStatus.Returned)
        {
            if (await desk.UnlessSupervisorAsync(cancellationToken) is { } forbidden)
            {
                return forbidden;
            }

            if (plan.WrittenBy == desk.Me)
            {
                return Problems.Conflict("own-plan", "Another supervisor must decide about a plan that you wrote.");
            }
        }

        // Two plans of a case that are approved at once: the second replaces the first.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from cases where id = {plan.CaseId} for update", cancellationToken);
        if (!plan.TryMove(to, desk.Me, desk.SealText(comment, id, nameof(plan.Comment)), desk.Now))
        {
            return Problems.Conflict("wrong-status", $"The plan is {Words.Of(plan.Status)}.");
        }

        if (to is PlanStatus.Approved)
        {
            var earlier = await db
                .CasePlans.Where(p => p.CaseId == plan.CaseId && p.Status == PlanStatus.Approved)
                .ToListAsync(cancellationToken);
            earlier.ForEach(p => p.TryMove(PlanStatus.Replaced, desk.Me, null, desk.Now));
        }

        db.Audit($"move plan to {Words.Of(to)}", $"case/{plan.CaseId}", $"plan/{id}");
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        await transaction.CommitAsync(cancellationToken);
        return http.Ok(plan.Version, CasePlanView.Of(plan, desk));
    }
}
