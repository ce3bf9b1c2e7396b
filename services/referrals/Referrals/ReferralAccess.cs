using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Referrals.Referrals;

/// <summary>Which referrals the caller may know of.</summary>
internal sealed class ReferralAccess(CareDesk desk, RequestContext context)
{
    /// <summary>
    /// As requester those of the cases that the caller may know of. As receiver those that were ever requested, for supervisors; others see
    /// those that they accepted, and those to sites of the place where they hold a post. A system sees its organization's, by their state only.
    /// </summary>
    public async Task<IQueryable<Referral>> VisibleAsync(CancellationToken cancellationToken)
    {
        var visible = desk.Db.Referrals.VisibleTo(context.Organization());
        if (context.Caller!.Worker is null)
        {
            return visible;
        }

        var cases = await desk.CasesAsync(cancellationToken);
        var received = await ReceivedAsync(cancellationToken);
        return visible.Where(r => cases.Any(c => c.Id == r.CaseId) || received.Any(one => one.Id == r.Id));
    }

    /// <summary>
    /// The sides for which the caller may act. Who knows a referral of an organization to itself as its receiver only is not its requester.
    /// </summary>
    public async Task<Sides> SidesAsync(Referral referral, CancellationToken cancellationToken)
    {
        var sides = referral.SidesOf(context.Organization());
        if (sides is not Sides.Either || context.Caller!.Worker is null)
        {
            return sides;
        }

        var knowsCase = await (await desk.CasesAsync(cancellationToken)).AnyAsync(c => c.Id == referral.CaseId, cancellationToken);
        var receives = await (await ReceivedAsync(cancellationToken)).AnyAsync(r => r.Id == referral.Id, cancellationToken);
        return (knowsCase ? Sides.Requester : Sides.None) | (receives ? Sides.Receiver : Sides.None);
    }

    // A place lies within another when its code goes on after that one's: TM-S-01 in TM-S.
    private async Task<IQueryable<Referral>> ReceivedAsync(CancellationToken cancellationToken)
    {
        var (organization, me) = (desk.Organization, desk.Me);
        var received = desk.Db.Referrals.Where(r => r.Receiver == organization);
        if (await desk.IsSupervisorAsync(cancellationToken))
        {
            return received;
        }

        return await desk.PlaceAsync(cancellationToken) is { } place
            ? received.Where(r =>
                r.WorkerId == me || r.SitePlace == place || r.SitePlace.StartsWith(place + "-") || place.StartsWith(r.SitePlace + "-")
            )
            : received.Where(r => r.WorkerId == me);
    }

    /// <returns>The referral while both sides may see the person; else 404, or 409 once it has ended or the consent has.</returns>
    public async Task<(Referral? Referral, ProblemHttpResult? Refusal)> FindOpenToBothAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await (await VisibleAsync(cancellationToken)).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } referral)
        {
            return (null, ReferralProblems.NotFound);
        }

        var consent = await desk.Db.Consents.AsNoTracking().SingleAsync(c => c.Id == referral.ConsentId, cancellationToken);
        return consent.StatusOn(desk.Today) is not ConsentStatus.Valid
                ? (null, ReferralProblems.ConsentDoesNotCover("The consent is not valid."))
            : referral.Status is ReferralStatus.Draft || !ReferralLifeCycle.Open.Contains(referral.Status)
                ? (null, ReferralProblems.WrongStatus(referral.Status, await SidesAsync(referral, cancellationToken)))
            : (referral, null);
    }
}

internal static class ReferralsOfOrganization
{
    /// <summary>The requester's own, and for the receiver those that were ever requested.</summary>
    public static IQueryable<Referral> VisibleTo(this IQueryable<Referral> referrals, string organization) =>
        referrals.Where(r => r.Requester == organization || (r.Receiver == organization && r.RequestedAt != null));
}
