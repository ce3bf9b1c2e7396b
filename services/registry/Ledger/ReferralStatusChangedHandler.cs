using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Registry.Ledger;

/// <summary>
/// Gives the place of a referral back that has ended: nobody else says so. One that never had a place gets none any more, also
/// when a request to hold one is still on its way: drafts can be entered in error while they are requested. No referral leaves these states again, so it does not matter how late or in which order the events come.
/// </summary>
internal sealed class ReferralStatusChangedHandler(ReleasePlace release) : IEventHandler<ReferralStatusChanged>
{
    public async Task HandleAsync(ReferralStatusChanged fact, long position, CancellationToken cancellationToken)
    {
        if (fact.To is "rejected" or "cancelled" or "completed" or "failed" or "entered-in-error")
        {
            await release.HandleAsync(fact.ReferralId.ToString(), fact.SiteId, cancellationToken);
        }
    }
}
