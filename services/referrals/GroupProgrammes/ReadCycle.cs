using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.GroupProgrammes;

internal static class ReadCycle
{
    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "programme": "strong-families", "place": "TM-S-01",
    /// "completedAt": "2021-09-27T12:00:00Z"}
    /// </example>
    public sealed record Item(Guid Id, string Programme, string Place, DateTimeOffset? CompletedAt);

    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("/group-cycles/{id:guid}", HandleAsync)
            .WithName(nameof(ReadCycle))
            .AboutPeople("group-cycle")
            .WithSummary("A cycle with attendance and the measures that are due. For its facilitators and supervisors. Audited.")
            .Refuses(StatusCodes.Status404NotFound);
        read.MapGet("/group-cycles", ListAsync)
            .WithName("ListCycles")
            .AboutPeople("group-cycle")
            .WithSummary("The cycles that the acting worker leads, or supervises; oldest first. Audited.");
    }

    internal static async Task<Results<Ok<GroupCycleView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CareDesk desk,
        CycleDesk cycles,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await cycles.FindAsync(id, cancellationToken) is not { } cycle)
        {
            return Problems.NotFound("The cycle");
        }

        desk.Db.AuditShown("read group cycle", "case", cycle.Members.Select(member => member.CaseId), $"group-cycle/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        var rules = await cycles.RulesAsync(cycle, cancellationToken);
        return http.Ok(cycle.Version, await GroupCycleView.OfAsync(cycle, rules, desk.Db, desk.Today, cancellationToken));
    }

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> ListAsync(
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

        var (organization, me, supervises) = (desk.Organization, desk.Me, await desk.IsSupervisorAsync(cancellationToken));
        var rows = await desk
            .Db.GroupCycles.Where(c => c.Organization == organization && c.Id > after && (supervises || c.Facilitators.Contains(me)))
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .Select(c => new Item(c.Id, c.Programme, c.Place, c.CompletedAt))
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(rows, item => item.Id.ToString(), http);
        desk.Db.AuditShown("list group cycles", "group-cycle", shown.Items.Select(item => item.Id));
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
