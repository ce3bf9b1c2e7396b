using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// Finds the referral of a key. The key travels in the body and never in an address: addresses end up in logs. An unknown, used and
/// late key answer alike.
/// </summary>
internal static class LinkAccess
{
    public const string Prefix = "/referral-links";

    public static ProblemHttpResult Unknown => Problems.NotFound("A referral that this key opens");

    /// <returns>
    /// Null unless the key is good, the referral waits for something of the receiver, and the consent holds. A key that was made to accept
    /// or reject does not open what somebody else has accepted.
    /// </returns>
    public static async Task<(ReferralLink, Referral)?> FindAsync(
        ReferralsDb db,
        string key,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var digest = ReferralLink.DigestOf(key);
        if (await db.ReferralLinks.SingleOrDefaultAsync(l => l.Digest == digest, cancellationToken) is not { } link || !link.IsGoodAt(now))
        {
            return null;
        }

        var referral = await db.Referrals.SingleAsync(r => r.Id == link.ReferralId, cancellationToken);
        var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        var step = link.Step;
        return
            ReferralLink.CanBeMadeFor(referral.Status)
            && consent.StatusOn(Ashgabat.Day(now)) is ConsentStatus.Valid
            && !await db.Referrals.AnyAsync(
                r => r.Id == referral.Id && r.Moves.Any(m => m.To == ReferralStatus.Accepted && m.Step > step),
                cancellationToken
            )
            ? (link, referral)
            : null;
    }
}
