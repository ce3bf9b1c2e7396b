using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.GroupProgrammes;

internal static class ReadChanges
{
    /// <param name="Measure">Code.</param>
    /// <param name="FromWeek">The baseline.</param>
    /// <param name="ToWeek">The later measure.</param>
    /// <param name="Change">Absent below 10 pairs.</param>
    public sealed record Item(string Measure, int FromWeek, int ToWeek, PairedChange? Change);

    /// <param name="Items">Per measure and later week.</param>
    /// <example>{"programme": "strong-families", "items": [{"measure": "child-difficulties", "fromWeek": 0, "toWeek": 2}]}</example>
    public sealed record Response(string Programme, IReadOnlyList<Item> Items);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/group-programmes/{code}/changes", HandleAsync)
            .WithName(nameof(ReadChanges))
            .AboutPeople("group-programme")
            .WithSummary("How the people in the organization's cycles changed: n, means, SD and paired effect size. For supervisors.")
            .Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string code,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        var (db, organization) = (desk.Db, desk.Organization);
        if (await db.GroupProgrammes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is not { } programme)
        {
            return Problems.NotFound("The group programme");
        }

        if (await desk.UnlessSupervisorAsync(cancellationToken) is { } forbidden)
        {
            return forbidden;
        }

        var rules = programme.Read();
        var taken = await db
            .GroupMeasures.AsNoTracking()
            .Where(m =>
                db.GroupCycles.Any(c => c.Programme == code && c.Organization == organization && c.Members.Any(one => one.Id == m.MemberId))
            )
            .ToListAsync(cancellationToken);
        var scores = taken
            .Select(m => (m.MemberId, m.Measure, m.Week, desk.Open<GroupMeasure.Taken>(m.Content, m.Id, nameof(m.Content)).Score))
            .Where(m => m.Score is not null)
            .ToDictionary(m => (m.MemberId, m.Measure, m.Week), m => m.Score!.Value);
        var members = taken.Select(m => m.MemberId).Distinct().ToList();
        var items =
            from measure in rules.Measures
            from week in rules.Weeks.Skip(1)
            let first = rules.Weeks[0]
            select new Item(
                measure.Code,
                first,
                week,
                PairedChange.Of([
                    .. members
                        .Where(id => scores.ContainsKey((id, measure.Code, first)) && scores.ContainsKey((id, measure.Code, week)))
                        .Select(id => (scores[(id, measure.Code, first)], scores[(id, measure.Code, week)])),
                ])
            );
        db.Audit("read changes of group programme", $"group-programme/{code}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(code, [.. items]));
    }
}
