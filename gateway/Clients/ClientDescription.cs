namespace SocialServices.Gateway.Clients;

/// <summary>A client without its secret.</summary>
/// <param name="Id">The <c>client_id</c>.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Organization">Code of the organization it acts for; absent for our own services.</param>
/// <param name="Scopes">What it may ask for.</param>
/// <param name="IsConfigured">Defined by the gateway's configuration: cannot be changed here.</param>
/// <param name="CreatedAt">When it was first known.</param>
/// <param name="DisabledAt">Since when it gets no tokens; absent while active.</param>
/// <param name="Provider">The OpenID provider at which its workers log in; absent when none is registered.</param>
/// <param name="EndsOn">Last day of its scopes on data about people; absent when it has none, or comes from the configuration.</param>
/// <param name="AwaitsApproval">Until a second administrator approves, it has no scopes on data about people.</param>
/// <param name="KeyIds">Of its public keys: the <c>kid</c> by which it signs, the key's thumbprint by RFC 7638.</param>
internal sealed record ClientDescription(
    string Id,
    string DisplayName,
    string? Organization,
    IReadOnlyList<string> Scopes,
    bool IsConfigured,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt,
    DateOnly? EndsOn,
    bool AwaitsApproval,
    IReadOnlyList<string> KeyIds,
    ClientProvider? Provider
)
{
    public static ClientDescription Of(ApiClient client) =>
        new(
            client.ClientId!,
            client.DisplayName!,
            client.Organization,
            client.Scopes,
            client.IsConfigured,
            client.CreatedAt,
            client.DisabledAt,
            client.EndsOn,
            client.AwaitsApproval,
            ClientKeys.Ids(client.JsonWebKeySet),
            client.Provider
        );
}
