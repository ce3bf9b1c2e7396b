using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Registry.Reservations;

/// <summary>
/// Releases the capacity of a referral that has ended. A referral that never held capacity cannot hold any afterwards, even if its
/// request is still on the way. Ended referrals never reopen, so the order of events does not matter.
/// </summary>
internal sealed class ReferralStatusChangedHandler(ReleaseCapacity release) : IEventHandler<ReferralStatusChanged>
{
    public async Task HandleAsync(ReferralStatusChanged happened, long position, CancellationToken cancellationToken)
    {
        if (happened.To is "rejected" or "cancelled" or "completed" or "failed" or "entered-in-error")
        {
            await release.HandleAsync(happened.ReferralId.ToString(), happened.SiteId, cancellationToken);
        }
    }
}
