using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Cases;

internal static class ListBrokenGlass
{
    /// <param name="WorkerId">Who looked.</param>
    /// <param name="Reason">Why, in the worker's words.</param>
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "caseId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02",
    /// "workerId": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03", "at": "2021-05-06T09:30:00Z", "endsAt": "2021-05-06T12:30:00Z",
    /// "reason": "The child called the night line."}
    /// </example>
    public sealed record Item(Guid Id, Guid CaseId, Guid WorkerId, DateTimeOffset At, DateTimeOffset EndsAt, string Reason);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/broken-glass", HandleAsync)
            .WithName(nameof(ListBrokenGlass))
            .AboutPeople("case")
            .WithSummary("Who looked into cases in an emergency, oldest first. For supervisors. Audited.")
            .Refuses(StatusCodes.Status403Forbidden);

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        if (await desk.UnlessSupervisorAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var organization = desk.Organization;
        var rows = await desk
            .Db.BrokenGlass.AsNoTracking()
            .Where(g => g.Id > after && desk.Db.Cases.Any(c => c.Id == g.CaseId && c.Organization == organization))
            .OrderBy(g => g.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(
            [
                .. rows.Select(g => new Item(
                    g.Id,
                    g.CaseId,
                    g.WorkerId,
                    g.At,
                    g.EndsAt,
                    desk.Open<string>(g.Reason, g.Id, nameof(g.Reason))
                )),
            ],
            item => item.Id.ToString(),
            http
        );
        desk.Db.AuditShown("list broken glass", "case", shown.Items.Select(item => item.CaseId).Distinct());
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
