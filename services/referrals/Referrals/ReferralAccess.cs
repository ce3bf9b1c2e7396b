namespace SocialServices.Referrals.Referrals;

internal static class ReferralAccess
{
    /// <summary>The requester's own, and for the receiver those that were ever requested: drafts are nobody else's business.</summary>
    public static IQueryable<Referral> VisibleTo(this IQueryable<Referral> referrals, string organization) =>
        referrals.Where(r => r.Requester == organization || (r.Receiver == organization && r.RequestedAt != null));
}
