using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class AssignCase
{
    /// <param name="WorkerId">Who manages the case from now on: an active worker of the organization whose caseload has room.</param>
    /// <param name="Team">Who knows the case beside that worker; absent = as it is.</param>
    /// <example>{"workerId": "017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33", "team": ["017cdf3e-6c00-7b02-8c11-5d0e4f7a9b34"]}</example>
    public sealed record Request(Guid WorkerId, [property: MaxLength(20)] IReadOnlyList<Guid>? Team = null);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/assign", HandleAsync)
            .WithName(nameof(AssignCase))
            .AboutPeople("case")
            .WithSummary("Give a case to a worker and a team. A worker may take a case that nobody has; a supervisor decides all else.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<CaseView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        Caseloads caseloads,
        Workforce workforce,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var db = desk.Db;
        await desk.AskBeforehandAsync(request.WorkerId, cancellationToken);
        await workforce.AskAsync(request.Team ?? [], cancellationToken);
        foreach (var (index, member) in (request.Team ?? []).Index())
        {
            if (!await workforce.EmploysAsync(desk.Organization, member, cancellationToken))
            {
                return CaseProblems.UnknownWorker($"team[{index}]");
            }
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from cases where id = {id} for update", cancellationToken);
        var found = ToChange.Check(
            await desk.FindCaseAsync(id, cancellationToken),
            "The case",
            c => c.ClosedAt is null ? null : CaseProblems.Closed,
            ifMatch
        );
        if (!found.IsAllowed(out var @case, out var refusal))
        {
            return refusal;
        }

        var takes = @case.WorkerId is null && request.WorkerId == desk.Me && request.Team is null;
        if (!takes && await desk.UnlessSupervisorAsync(cancellationToken) is { } forbidden)
        {
            return forbidden;
        }

        if (@case.WorkerId != request.WorkerId && await caseloads.RefuseAsync(request.WorkerId, cancellationToken) is { } full)
        {
            return full;
        }

        @case.AssignTo(request.WorkerId);
        db.Entry(@case).Property(c => c.WorkerId).IsModified = true; // another team is another version of the case, too
        if (request.Team is { } team)
        {
            await db.CaseTeam.Where(member => member.CaseId == id).ExecuteDeleteAsync(cancellationToken);
            db.AddRange(team.Distinct().Select(member => CaseTeamMember.Of(id, member, desk.Now)));
        }

        var members = request.Team is { } given
            ? [.. given.Distinct()]
            : await db.CaseTeam.Where(member => member.CaseId == id).Select(member => member.WorkerId).ToListAsync(cancellationToken);
        db.Publish(new CaseAssigned(id, request.WorkerId, members));
        db.Add(CaseChange.Of(id, CaseChangeKind.Assigned, null, null, desk.Me, envelope, desk.Now, request.WorkerId));
        db.Audit("assign case", $"case/{id}", $"worker/{request.WorkerId}");
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        await transaction.CommitAsync(cancellationToken);
        return http.Ok(@case.Version, await CaseView.Of(db.Cases.Where(c => c.Id == id), db).SingleAsync(cancellationToken));
    }
}
