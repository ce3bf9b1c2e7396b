using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Journal;

internal static class FinishEntry
{
    /// <param name="Outcome">What was found or done; stored sealed.</param>
    /// <param name="HappenedAt">Absent = now. Not in the future.</param>
    /// <example>{"outcome": "Visited; the children go to school again."}</example>
    public sealed record Request([property: Required, MaxLength(8000)] string Outcome, DateTimeOffset? HappenedAt = null);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/entries/{id:guid}/done", HandleAsync)
            .WithName(nameof(FinishEntry))
            .AboutPeople("case-entry")
            .WithSummary("Record that a home visit or follow-up was done. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<CaseEntryView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var readable = CaseEntry.IsFor(desk.Me, await desk.IsSupervisorAsync(cancellationToken));
        var entry = await desk.Db.CaseEntries.Where(readable).SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
        var knows = entry is not null && await desk.FindCaseAsync(entry.CaseId, cancellationToken) is not null;
        var found = ToChange.Check(knows ? entry : null, "The entry", _ => null, ifMatch);
        if (!found.IsAllowed(out var todo, out var refusal))
        {
            return refusal;
        }

        if (request.HappenedAt > desk.Now)
        {
            return Problems.Invalid("happenedAt", "Lies in the future.");
        }

        if (!todo.TryFinish(desk.Seal(request.Outcome, id, nameof(todo.Outcome)), request.HappenedAt ?? desk.Now))
        {
            return Problems.Conflict("entry-done", "The entry has happened already.");
        }

        desk.Db.Audit("finish case entry", $"case/{todo.CaseId}", $"entry/{id}");
        return await desk.Db.SaveAsync(cancellationToken) is { } refused ? refused : http.Ok(todo.Version, CaseEntryView.Of(todo, desk));
    }
}
