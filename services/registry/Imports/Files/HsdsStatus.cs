using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Imports.Files;

/// <summary>The status of an HSDS service, for sites that do not say their own (as our exports do, in an attribute).</summary>
internal static class HsdsStatus
{
    /// <param name="status">Of the service.</param>
    /// <param name="isKnown">False when HSDS has no such word.</param>
    /// <returns>Null when the site is what it is in the register, and a new one is active.</returns>
    public static SiteStatus? Of(string? status, out bool isKnown)
    {
        var (known, site) = status?.Trim().ToLowerInvariant() switch
        {
            null or "" or "active" => (true, (SiteStatus?)null),
            "inactive" or "temporarily closed" => (true, SiteStatus.Suspended),
            "defunct" => (true, SiteStatus.Closed),
            _ => (false, null),
        };
        isKnown = known;
        return site;
    }

    public static string Reason(string? status) => $"By its HSDS record, the service is {status?.Trim().ToLowerInvariant()}.";

    public const string Expected = "Must be one of: active, inactive, defunct, temporarily closed.";
}
