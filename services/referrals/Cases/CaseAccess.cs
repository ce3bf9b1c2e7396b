using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Referrals.Cases;

internal static class CaseAccess
{
    /// <returns>Null when there is no such case or it is another organization's: the caller must not learn which.</returns>
    public static async Task<Case?> OwnAsync(
        this IQueryable<Case> cases,
        Guid id,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
        return await cases.SingleOrDefaultAsync(c => c.Id == id && c.Organization == organization, cancellationToken);
    }
}
