namespace SocialServices.ServiceDefaults.Access;

/// <summary>How sure we are which person acts; each level includes those before it.</summary>
public enum Assurance
{
    /// <summary>No person: a system acts by itself.</summary>
    System,

    /// <summary>The client vouches for the worker with its own key.</summary>
    Asserted,

    /// <summary>The OpenID provider that is registered for the client has seen the worker log in.</summary>
    Authenticated,
}
