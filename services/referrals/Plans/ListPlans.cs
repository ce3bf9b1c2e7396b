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
    /// <example>
    /// {"items": [{"plan": {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": 1, "status": "approved",
    /// "writtenBy": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "writtenAt": "2021-05-06T09:30:00Z",
    /// "decidedBy": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03", "decidedAt": "2021-05-06T09:30:00Z", "reviewOn": "2021-09-01",
    /// "goals": [{"text": "The children stay with the family.", "actions": [{"id": "0179a2c0-6a00-7c13-9d40-1f6b8a2c3d04",
    /// "text": "Find a school place.", "workerId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "due": "2021-09-01",
    /// "doneAt": "2021-05-06T09:30:00Z", "outcome": "The school took both.", "overdue": false, "eTag": "\"1068684\""}]}]},
    /// "eTag": "\"1068676\""}]}
    /// </example>
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
