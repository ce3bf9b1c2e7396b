using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Data;

/// <summary>Pages in the order of ids: UUID v7, hence in the order of creation.</summary>
internal static class PageIds
{
    public static ProblemHttpResult NotOurs => Problems.Invalid("after", "Not a page of this list.");

    /// <param name="page">What the caller asks for.</param>
    /// <param name="after">The empty UUID on the first page.</param>
    /// <returns>False when <c>after</c> is not one of ours.</returns>
    public static bool TryGetId(this PageRequest page, out Guid after)
    {
        after = Guid.Empty;
        return page.TryGetKey(out var key) && (key is null || Guid.TryParse(key, out after));
    }
}
