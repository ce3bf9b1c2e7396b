using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Data;

internal static class GuidKeys
{
    /// <summary>The key after which the page begins, in a list that is ordered by UUID.</summary>
    /// <returns>False when <c>after</c> was not given out by such a list.</returns>
    public static bool TryGetGuid(this PageRequest page, out Guid? after)
    {
        after = page.TryGetKey(out var key) && Guid.TryParse(key, out var id) ? id : null;
        return page.After is null || after is not null;
    }
}
