namespace SocialServices.Registry.Sites;

/// <summary>Whether a site takes people.</summary>
internal enum SiteStatus
{
    Planned,
    Active,
    Suspended,

    /// <summary>For good: a closed site is not opened again.</summary>
    Closed,
}
