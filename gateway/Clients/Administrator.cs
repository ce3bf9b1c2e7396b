using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Gateway.Clients;

/// <summary>
/// Who administers clients: a person, whom only an OpenID provider can tell apart from others of the same client, or the client
/// itself. A client's own key could vouch for as many persons as it likes.
/// </summary>
/// <param name="ClientId">The client it acts through.</param>
/// <param name="Worker">Null when nobody has logged in.</param>
internal sealed record Administrator(string ClientId, Guid? Worker)
{
    public const int MaxLength = 100;

    public static Administrator Of(Caller caller) =>
        new(caller.ClientId, caller.Assurance is Assurance.Authenticated ? caller.Worker : null);

    public static Administrator Parse(string text) =>
        text.Split('/') is [var client, var worker] ? new(client, Guid.Parse(worker)) : new(text, null);

    public bool IsSomebodyElseThan(Administrator other) =>
        Worker is { } person && other.Worker is { } another ? person != another : ClientId != other.ClientId;

    public override string ToString() => Worker is { } person ? $"{ClientId}/{person}" : ClientId;
}
