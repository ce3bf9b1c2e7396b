using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.GroupProgrammes;

internal static class CompleteCycle
{
    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/group-cycles/{id:guid}/complete", HandleAsync)
            .WithName(nameof(CompleteCycle))
            .AboutPeople("group-cycle")
            .WithSummary("Complete a cycle whose sessions were all held. Measures of later weeks are still taken. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<GroupCycleView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        CycleDesk cycles,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var found = await cycles.FindToChangeAsync(id, ifMatch, cancellationToken);
        if (!found.IsAllowed(out var cycle, out var refusal))
        {
            return refusal;
        }

        await using var transaction = await desk.Db.Database.BeginTransactionAsync(cancellationToken);
        var seen = cycle.Version;
        await cycles.LockForUpdateAsync(cycle, cancellationToken);
        if (cycle.Version != seen)
        {
            return Problems.Stale; // completed or changed meanwhile
        }

        if (cycle.Sessions.Any(session => session.RecordedAt is null) || !cycle.TryComplete(desk.Now))
        {
            return Problems.Conflict("sessions-not-held", "The attendance of a session is not recorded.");
        }

        var families = cycle.Members.GroupBy(member => member.Family).Where(family => family.Any(m => m.Attended.Count > 0)).ToList();
        var took = families.SelectMany(family => family).Where(member => member.Attended.Count > 0).ToList();
        desk.Db.Audit("complete group cycle", $"group-cycle/{id}");
        desk.Db.Publish(
            new GroupCycleCompleted(
                id,
                cycle.Programme,
                cycle.Organization,
                cycle.Place,
                families.Count,
                took.Count(member => member.Role is MemberRole.Caregiver),
                took.Count(member => member.Role is MemberRole.Child),
                families.Count(family => cycle.Sessions.All(session => family.Any(member => member.Attended.Contains(session.Number))))
            )
        );
        var rules = await cycles.RulesAsync(cycle, cancellationToken);
        await CycleChanges.CloseWeeksAsync(cycle, rules, [], desk, cancellationToken);
        if (await desk.Db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        await transaction.CommitAsync(cancellationToken);
        return http.Ok(cycle.Version, await GroupCycleView.OfAsync(cycle, rules, desk.Db, desk.Today, cancellationToken));
    }
}
