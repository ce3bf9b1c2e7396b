using Microsoft.EntityFrameworkCore;

namespace SocialServices.Referrals.Consents;

internal static class ConsentAccess
{
    /// <returns>Null when there is no such consent or its case is not known to the caller.</returns>
    public static async Task<Consent?> FindConsentAsync(this CareDesk desk, Guid id, CancellationToken cancellationToken) =>
        await desk.Db.Consents.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is { } consent
        && await desk.FindCaseAsync(consent.CaseId, cancellationToken) is not null
            ? consent
            : null;
}
