using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Referrals;

internal static class ListReferrals
{
    /// <param name="Role">requester or receiver; both when not given.</param>
    /// <param name="Status">For example in-progress.</param>
    /// <param name="Overdue">true or false.</param>
    /// <param name="CaseId">Only those that were made for this case of the caller's organization.</param>
    public sealed record Filter(
        [property: FromQuery(Name = "role")] string? Role,
        [property: FromQuery(Name = "status")] string? Status,
        [property: FromQuery(Name = "overdue")] bool? Overdue,
        [property: FromQuery(Name = "caseId")] Guid? CaseId
    );

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/referrals", HandleAsync)
            .WithName(nameof(ListReferrals))
            .AboutPeople("referral")
            .WithSummary("Referrals that the caller's organization made or received, oldest first. Audited.");

    internal static async Task<Results<Ok<Page<ReferralView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter,
        [AsParameters] PageRequest page,
        ReferralsDb db,
        ReferralAccess access,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        if (SidesOf(filter.Role) is not { } sides)
        {
            return Problems.Invalid("role", "Either requester or receiver.");
        }

        var referrals = (await access.VisibleAsync(sides, cancellationToken)).AsNoTracking().Where(r => r.Id > after);
        if (filter.Status is { } code)
        {
            if (!Words.TryParse<ReferralStatus>(code, out var status))
            {
                return Problems.Invalid("status", $"One of {Words.List<ReferralStatus>()}.");
            }

            referrals = referrals.Where(r => r.Status == status);
        }

        if (filter.CaseId is { } caseId)
        {
            var made = await access.VisibleAsync(Sides.Requester, cancellationToken);
            referrals = referrals.Where(r => r.CaseId == caseId && made.Any(one => one.Id == r.Id));
        }

        var now = clock.GetUtcNow();
        if (filter.Overdue is { } overdue)
        {
            referrals = referrals.Where(r => (r.Deadline < now && ReferralLifeCycle.AwaitingHelp.Contains(r.Status)) == overdue);
        }

        var rows = await referrals
            .OrderBy(r => r.Id)
            .Take(page.Size + 1)
            .Join(db.Consents.AsNoTracking(), r => r.ConsentId, c => c.Id, (Referral, Consent) => new { Referral, Consent })
            .OrderBy(row => row.Referral.Id)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage([.. rows.Select(row => ReferralView.Of(row.Referral, row.Consent, now))], row => row.Id.ToString(), http);
        db.AuditShown("list referrals", "referral", shown.Items.Select(row => row.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }

    private static Sides? SidesOf(string? role) =>
        role switch
        {
            null => Sides.Either,
            "requester" => Sides.Requester,
            "receiver" => Sides.Receiver,
            _ => null,
        };
}
