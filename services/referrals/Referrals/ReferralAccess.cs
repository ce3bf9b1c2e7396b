using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Referrals.Referrals;

/// <summary>Which referrals the caller may know of.</summary>
internal sealed class ReferralAccess(CareDesk desk, RequestContext context)
{
    /// <summary>
    /// As requester those of the cases that the caller may know of. As receiver those that were ever requested, for supervisors. Other
    /// workers of the receiver see those that they accepted, those to sites of the place where they hold a post, and, so that none is
    /// lost, those that have waited for half of their time. A system sees its organization's, by their state only.
    /// </summary>
    /// <param name="sides">As which side the caller asks; either for both.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public async Task<IQueryable<Referral>> VisibleAsync(Sides sides, CancellationToken cancellationToken)
    {
        var organization = context.Organization();
        var made = desk.Db.Referrals.Where(r => r.Requester == organization);
        var received = desk.Db.Referrals.Where(r => r.Receiver == organization && r.RequestedAt != null);
        if (context.Caller!.Worker is not null)
        {
            var cases = await desk.CasesAsync(cancellationToken);
            made = made.Where(r => cases.Any(c => c.Id == r.CaseId));
            received = await KnownAsReceiverAsync(received, cancellationToken);
        }

        return sides switch
        {
            Sides.Requester => made,
            Sides.Receiver => received,
            _ => desk.Db.Referrals.Where(r => made.Any(one => one.Id == r.Id) || received.Any(one => one.Id == r.Id)),
        };
    }

    /// <summary>
    /// One of them, with the sides for which the caller may act. An organization can refer to itself: a worker who does not know the
    /// case acts for the receiver only. The register is asked only when neither case nor referral names the caller.
    /// </summary>
    /// <param name="referrals">Where to look.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <returns>Null when there is none or the caller may not know of it.</returns>
    public async Task<(Referral Referral, Sides Sides)?> FindAsync(
        IQueryable<Referral> referrals,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
        if (await referrals.VisibleTo(organization).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } referral)
        {
            return null;
        }

        var sides = referral.SidesOf(organization);
        if (context.Caller!.Worker is null)
        {
            return (referral, sides);
        }

        if (sides.HasFlag(Sides.Requester) && await desk.FindCaseAsync(referral.CaseId, cancellationToken) is null)
        {
            sides &= ~Sides.Requester;
        }

        if (sides.HasFlag(Sides.Receiver) && !await ReceivesAsync(referral, cancellationToken))
        {
            sides &= ~Sides.Receiver;
        }

        return sides is Sides.None ? null : (referral, sides);
    }

    private async Task<bool> ReceivesAsync(Referral referral, CancellationToken cancellationToken)
    {
        var id = referral.Id;
        return referral.RequestedAt is not null
            && (
                referral.WorkerId == desk.Me
                || await (await KnownAsReceiverAsync(desk.Db.Referrals, cancellationToken)).AnyAsync(r => r.Id == id, cancellationToken)
            );
    }

    // A place lies within another when its code goes on after that one's: TM-S-01 in TM-S.
    private async Task<IQueryable<Referral>> KnownAsReceiverAsync(IQueryable<Referral> received, CancellationToken cancellationToken)
    {
        if (await desk.IsSupervisorAsync(cancellationToken))
        {
            return received;
        }

        var me = desk.Me;
        return await desk.PlaceAsync(cancellationToken) is { } place
            ? received.Where(r =>
                r.WorkerId == me
                || r.SitePlace == place
                || r.SitePlace.StartsWith(place + "-")
                || place.StartsWith(r.SitePlace + "-")
                || r.Escalation != Escalation.None
            )
            : received.Where(r => r.WorkerId == me);
    }

    /// <returns>The referral while both sides may see the person; else 404, or 409 once it has ended or the consent has.</returns>
    public async Task<(Referral? Referral, Sides Sides, ProblemHttpResult? Refusal)> FindOpenToBothAsync(
        Guid id,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(desk.Db.Referrals, id, cancellationToken) is not var (referral, sides))
        {
            return (null, Sides.None, ReferralProblems.NotFound);
        }

        var consent = await desk.Db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        return consent.StatusOn(desk.Today) is not ConsentStatus.Valid
                ? (null, sides, ReferralProblems.ConsentDoesNotCover("The consent is not valid."))
            : referral.Status is ReferralStatus.Draft || !ReferralLifeCycle.Open.Contains(referral.Status)
                ? (null, sides, ReferralProblems.WrongStatus(referral, sides))
            : (referral, sides, null);
    }
}

internal static class ReferralsOfOrganization
{
    /// <summary>The requester's own, and for the receiver those that were ever requested.</summary>
    public static IQueryable<Referral> VisibleTo(this IQueryable<Referral> referrals, string organization) =>
        referrals.Where(r => r.Requester == organization || (r.Receiver == organization && r.RequestedAt != null));
}
