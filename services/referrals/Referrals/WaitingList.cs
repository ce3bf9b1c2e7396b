using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// Offers freed capacity to the first who waits at a site: by priority, then by time. The offer is a hold until
/// <see cref="Referral.OfferedUntil"/>; when the receiver has not accepted by then, it goes to the next, and who was passed over waits
/// behind the others of the same priority. One replica at a time works at a site.
/// </summary>
internal sealed class WaitingList(ReferralsDb db, SiteCapacity capacity, IOptions<WaitingListOptions> options, TimeProvider clock)
{
    /// <returns>How many offers were made.</returns>
    public async Task<int> OfferAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sites = await db.Referrals.Where(r => r.WaitingSince != null).Select(r => r.SiteId).Distinct().ToListAsync(cancellationToken);
        var offers = 0;
        foreach (var site in sites)
        {
            await using var turn = await SessionLock.TryAsync(db, $"waiting-list/{site}", cancellationToken);
            if (turn is null)
            {
                continue;
            }

            try
            {
                await EndOffersAsync(site, now, cancellationToken);
                offers += await OfferAtAsync(site, now, cancellationToken);
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        return offers;
    }

    /// <summary>Who waits at a site, the next first.</summary>
    public static IQueryable<Referral> At(IQueryable<Referral> referrals, Guid site) =>
        referrals
            .Where(r => r.SiteId == site && r.WaitingSince != null && r.OfferedUntil == null && r.Status == ReferralStatus.Requested)
            .OrderBy(r =>
                r.Priority == Priority.Emergency ? 0
                : r.Priority == Priority.Urgent ? 1
                : 2
            )
            .ThenBy(r => r.WaitingSince)
            .ThenBy(r => r.Id);

    private async Task EndOffersAsync(Guid site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var late = await db
            .Referrals.Where(r => r.SiteId == site && r.OfferedUntil < now && r.Status == ReferralStatus.Requested)
            .ToListAsync(cancellationToken);
        foreach (var referral in late)
        {
            referral.Wait(now);
            db.Publish(
                new ReferralWaiting(
                    referral.Id,
                    referral.CaseId,
                    referral.SiteId,
                    referral.Requester,
                    referral.Receiver,
                    "passed-over",
                    null
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken); // the list is read anew
    }

    private async Task<int> OfferAtAsync(Guid site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var offers = 0;
        var until = now + options.Value.OfferLasts;
        foreach (var referral in await At(db.Referrals, site).Take(options.Value.MaxOffers).ToListAsync(cancellationToken))
        {
            if (await capacity.HoldAsync(referral.Id, site, until, cancellationToken) is { } refusal)
            {
                if (SiteCapacity.IsFull(refusal))
                {
                    break; // nothing is free for the next either
                }

                continue; // what stands against this one does not hold back the others
            }

            referral.Offer(until);
            db.Audit("offer capacity", $"referral/{referral.Id}");
            db.Publish(
                new ReferralWaiting(referral.Id, referral.CaseId, referral.SiteId, referral.Requester, referral.Receiver, "offered", until)
            );
            await db.SaveChangesAsync(cancellationToken);
            offers++;
        }

        return offers;
    }
}
