using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class ReadCase
{
    /// <param name="Kind">closed, reopened or assigned.</param>
    /// <param name="At">When.</param>
    /// <param name="By">The worker who did it.</param>
    /// <param name="ClosureReason">Of a closure.</param>
    /// <param name="WorkerId">Who got the case.</param>
    /// <param name="Text">Note of the closure, or reason of the reopening.</param>
    public sealed record Change(
        CaseChangeKind Kind,
        DateTimeOffset At,
        Guid By,
        ClosureReason? ClosureReason,
        Guid? WorkerId,
        string? Text
    );

    /// <param name="Case">Ids and states.</param>
    /// <param name="Team">Workers who know the case beside the one who manages it.</param>
    /// <param name="ClosureNote">Of a closed case.</param>
    /// <param name="Changes">Closures, reopenings and assignments, oldest first.</param>
    /// <example>
    /// {"case": {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "C-2021-000014",
    /// "serviceUserId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "organization": "mlspp", "workflow": "closed", "overdue": 0,
    /// "openedAt": "2021-05-06T09:30:00Z", "closedAt": "2021-05-09T09:30:00Z", "closureReason": "goals-met", "reopenings": 0},
    /// "team": ["0179a2c0-6a00-7c13-9d40-1f6b8a2c3d04"], "closureNote": "All goals reached.", "changes": [{"kind": "closed",
    /// "at": "2021-05-06T09:30:00Z", "by": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03", "closureReason": "goals-met",
    /// "text": "All goals reached."}]}
    /// </example>
    public sealed record Response(CaseView Case, IReadOnlyList<Guid> Team, string? ClosureNote, IReadOnlyList<Change> Changes);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/cases/{id:guid}", HandleAsync)
            .WithName(nameof(ReadCase))
            .AboutPeople("case")
            .WithSummary("A case of the caller's organization. The read is audited.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CareDesk desk,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await desk.FindCaseAsync(id, cancellationToken) is not { } @case)
        {
            return CaseProblems.NotFound;
        }

        var db = desk.Db;
        var view = await CaseView.Of(db.Cases.Where(c => c.Id == id), db).SingleAsync(cancellationToken);
        var team = await db
            .CaseTeam.Where(m => m.CaseId == id)
            .OrderBy(m => m.AddedAt)
            .Select(m => m.WorkerId)
            .ToListAsync(cancellationToken);
        var changes = await db.CaseChanges.AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        db.Audit("read case", $"case/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Ok(
            @case.Version,
            new Response(
                view,
                team,
                @case.ClosureNote is { } note ? envelope.Open<string>(note, id, nameof(@case.ClosureNote)) : null,
                [
                    .. changes.Select(c => new Change(
                        c.Kind,
                        c.At,
                        c.By,
                        c.ClosureReason,
                        c.WorkerId,
                        c.Text is { } text ? envelope.Open<string>(text, c.Id, nameof(c.Text)) : null
                    )),
                ]
            )
        );
    }
}
