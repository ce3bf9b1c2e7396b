using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Journal;

internal static class ListEntries
{
    /// <param name="NotReached">
    /// The last contact attempts were in vain, as many as the programme sets: the person could not be reached.
    /// </param>
    /// <example>
    /// {"items": [{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "kind": "contact-attempt", "confidentiality": "team",
    /// "by": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "writtenAt": "2021-05-06T09:30:00Z", "happenedAt": "2021-05-06T09:30:00Z",
    /// "channel": "phone", "reached": false, "overdue": false, "text": "Rang twice.",
    /// "eTag": "\"5713\""}], "notReached": true}
    /// </example>
    public sealed record Response(IReadOnlyList<CaseEntryView> Items, string? After, bool NotReached);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/cases/{id:guid}/entries", HandleAsync)
            .WithName(nameof(ListEntries))
            .AboutPeople("case")
            .WithSummary("The entries of a case that the acting worker may read, oldest first. Audited.");

    /// <param name="kind">note, contact-attempt, home-visit or follow-up; absent = all.</param>
    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromQuery(Name = "kind")] string? kind,
        [AsParameters] PageRequest page,
        CareDesk desk,
        IOptions<CaseOptions> rules,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        if (await desk.FindCaseAsync(id, cancellationToken) is null)
        {
            return CaseProblems.NotFound;
        }

        var (me, supervises) = (desk.Me, await desk.IsSupervisorAsync(cancellationToken));
        var entries = desk.Db.CaseEntries.AsNoTracking().Where(CaseEntry.IsFor(me, supervises)).Where(e => e.CaseId == id && e.Id > after);
        if (kind is not null)
        {
            if (!Words.TryParse<EntryKind>(kind, out var one))
            {
                return Problems.Invalid("kind", Words.Expected<EntryKind>());
            }

            entries = entries.Where(e => e.Kind == one);
        }

        var rows = await entries.OrderBy(e => e.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var shown = page.ToPage([.. rows.Select(e => CaseEntryView.Of(e, desk))], e => e.Id.ToString(), http);
        var attempts = await desk
            .Db.CaseEntries.Where(e => e.CaseId == id && e.Kind == EntryKind.ContactAttempt)
            .OrderByDescending(e => e.HappenedAt)
            .Take(rules.Value.MaxContactAttempts)
            .Select(e => e.Reached)
            .ToListAsync(cancellationToken);
        desk.Db.AuditShown("list case entries", "case-entry", shown.Items.Select(e => e.Id), $"case/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        var notReached = attempts.Count == rules.Value.MaxContactAttempts && attempts.All(reached => reached is false);
        return TypedResults.Ok(new Response(shown.Items, shown.After, notReached));
    }
}
