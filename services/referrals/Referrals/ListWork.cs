using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal enum WorkListKind
{
    ByMe,
    ForMe,
    ByMyTeam,
    ForMyTeam,
}

internal static class ListWork
{
    private const int MaxShown = 200;

    /// <param name="Items">Overdue ones first, then by deadline; drafts last.</param>
    /// <param name="More">There are more than are shown.</param>
    /// <example>
    /// {"items": [{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "R-2021-000001",
    /// "siteId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "serviceType": "parents-with-addictions", "requester": "mlspp",
    /// "receiver": "nrcs", "priority": "urgent", "status": "accepted", "step": 4, "consentId": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03",
    /// "consent": "valid", "sharedData": ["identity", "contact", "identifiers", "disability", "need"],
    /// "createdAt": "2021-05-06T09:30:00Z", "requestedAt": "2021-05-06T09:30:00Z", "deadline": "2021-05-09T09:30:00Z",
    /// "overdue": false, "workerId": "0179a2c0-6a00-7c13-9d40-1f6b8a2c3d04", "advice": false, "failedContacts": 0,
    /// "escalation": "none"}], "more": false}
    /// </example>
    public sealed record Response(IReadOnlyList<ReferralView> Items, bool More);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/work-lists/{list}", HandleAsync)
            .WithName(nameof(ListWork))
            .AboutPeople("referral")
            .WithSummary("The open referrals by-me, for-me, by-my-team or for-my-team, the most urgent first, at most 200. Audited.")
            .WithDescription(
                "by-me: of the cases that the acting worker manages. for-me: that the worker accepted. by-my-team: of all cases that the worker "
                    + "may know of. for-my-team: to the worker's organization, as far as the worker may know of them."
            )
            .Refuses(StatusCodes.Status404NotFound);

    /// <param name="list">by-me, for-me, by-my-team or for-my-team.</param>
    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [FromRoute] string list,
        CareDesk desk,
        ReferralAccess access,
        CancellationToken cancellationToken
    )
    {
        if (!Words.TryParse<WorkListKind>(list, out var kind))
        {
            return Problems.NotFound("The work list");
        }

        var (db, me, now) = (desk.Db, desk.Me, desk.Now);
        var sides = kind is WorkListKind.ByMe or WorkListKind.ByMyTeam ? Sides.Requester : Sides.Receiver;
        var open = (await access.VisibleAsync(sides, cancellationToken))
            .AsNoTracking()
            .Where(r => ReferralLifeCycle.Open.Contains(r.Status));
        open = kind switch
        {
            WorkListKind.ByMe => open.Where(r => db.Cases.Any(c => c.Id == r.CaseId && c.WorkerId == me)),
            WorkListKind.ForMe => open.Where(r => r.WorkerId == me),
            _ => open,
        };
        var rows = await open.OrderBy(r => !(r.Deadline < now && ReferralLifeCycle.AwaitingHelp.Contains(r.Status)))
            .ThenBy(r => r.Deadline == null)
            .ThenBy(r => r.Deadline)
            .ThenBy(r => r.Id)
            .Take(MaxShown + 1)
            .Select(r => new { Referral = r, Consent = db.Consents.Single(c => c.Id == r.ConsentId) })
            .ToListAsync(cancellationToken);
        List<ReferralView> shown = [.. rows.Take(MaxShown).Select(row => ReferralView.Of(row.Referral, row.Consent, now))];
        db.AuditShown("list work", "referral", shown.Select(row => row.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(shown, rows.Count > MaxShown));
    }
}
