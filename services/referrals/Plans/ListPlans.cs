using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Referrals.Plans;

internal static class ListPlans
{
    /// <param name="ETag">Of the plan, for If-Match.</param>
    public sealed record Item(CasePlanView Plan, string ETag);

    /// <param name="Items">The newest first.</param>
    public sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/cases/{id:guid}/plans", HandleAsync)
            .WithName(nameof(ListPlans))
            .AboutPeople("case")
            .WithSummary("The plans of a case, the newest first. Audited.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        if (await desk.FindCaseAsync(id, cancellationToken) is null)
        {
            return CaseProblems.NotFound;
        }

        var plans = await desk
            .Db.CasePlans.AsNoTracking()
            .Include(p => p.Actions)
            .Where(p => p.CaseId == id)
            .OrderByDescending(p => p.Number)
            .ToListAsync(cancellationToken);
        desk.Db.Audit("list plans", $"case/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(
            new Response([.. plans.Select(p => new Item(CasePlanView.Of(p, desk), ServiceDefaults.Http.ETag.Of(p.Version).ToString()))])
        );
    }
}
