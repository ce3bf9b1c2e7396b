using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Referrals.Referrals;

/// <summary>Which referrals the caller may know of.</summary>
internal sealed class ReferralAccess(CareDesk desk, RequestContext context)
{
    /// <summary>
    /// As requester those of the cases that the caller may know of; as receiver those that were ever requested: drafts are nobody else's
    /// business. A system sees those of its organization, by their state only.
    /// </summary>
    public async Task<IQueryable<Referral>> VisibleAsync(CancellationToken cancellationToken)
    {
        var organization = context.Organization();
        var visible = desk.Db.Referrals.VisibleTo(organization);
        if (context.Caller!.Worker is null)
        {
            return visible;
        }

        var cases = await desk.CasesAsync(cancellationToken);
        return visible.Where(r => r.Receiver == organization || cases.Any(c => c.Id == r.CaseId));
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
                ? (null, ReferralProblems.WrongStatus(referral.Status, referral.SidesOf(context.Organization())))
            : (referral, null);
    }
}

internal static class ReferralsOfOrganization
{
    /// <summary>The requester's own, and for the receiver those that were ever requested.</summary>
    public static IQueryable<Referral> VisibleTo(this IQueryable<Referral> referrals, string organization) =>
        referrals.Where(r => r.Requester == organization || (r.Receiver == organization && r.RequestedAt != null));
}
