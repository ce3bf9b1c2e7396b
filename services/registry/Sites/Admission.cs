namespace SocialServices.Registry.Sites;

/// <summary>How a site takes people in.</summary>
public enum Admission
{
    /// <summary>Who is referred is taken in while capacity is free.</summary>
    Direct,

    /// <summary>Who is referred waits when no capacity is free.</summary>
    WaitingList,

    /// <summary>The site itself assesses everybody first, and decides then.</summary>
    Assessment,
}
