using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Training.Data;

/// <summary>Pages of records in the order of their ids, which is the order of their making.</summary>
internal static class PageKeys
{
    /// <param name="page">The page asked for.</param>
    /// <param name="after">The id after which the page begins; all zeros on the first page.</param>
    public static bool TryGetId(this PageRequest page, out Guid after)
    {
        after = Guid.Empty;
        return page.TryGetKey(out var key) && (key is null || Guid.TryParse(key, out after));
    }
}
