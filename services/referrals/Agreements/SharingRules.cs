using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Agreements;

internal static class SharingRules
{
    /// <returns>409 unless the receiver has an agreement today; the requester shares with itself without one.</returns>
    public static async Task<ProblemHttpResult?> UnlessAgreedAsync(
        this ReferralsDb db,
        string requester,
        string receiver,
        DateOnly today,
        CancellationToken cancellationToken
    ) =>
        requester == receiver
        || await db.DataSharingAgreements.AnyAsync(
            a => a.Organization == receiver && a.ValidFrom <= today && (a.ValidUntil == null || today <= a.ValidUntil),
            cancellationToken
        )
            ? null
            : Problems.Conflict(
                "no-data-sharing-agreement",
                $"{receiver} has no data-sharing agreement that is valid today.",
                "The programme's office records it."
            );
}
