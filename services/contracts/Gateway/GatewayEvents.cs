namespace SocialServices.Contracts.Gateway;

/// <summary>An administrator asked that a client may see or change data about people. It takes effect when another one approves.</summary>
/// <param name="Client">The API client.</param>
/// <param name="Organization">Code of the organization it acts for.</param>
/// <param name="Scopes">The scopes on data about people.</param>
/// <param name="EndsOn">Last day.</param>
[WireName("gateway.access-requested.v1")]
public sealed record AccessRequested(string Client, string Organization, IReadOnlyList<string> Scopes, DateOnly EndsOn) : IntegrationEvent;

/// <summary>A second administrator approved: from now on the client may see or change data about people.</summary>
/// <param name="Client">The API client.</param>
/// <param name="Organization">Code of the organization it acts for.</param>
/// <param name="Scopes">The scopes on data about people.</param>
/// <param name="EndsOn">Last day.</param>
[WireName("gateway.access-approved.v1")]
public sealed record AccessApproved(string Client, string Organization, IReadOnlyList<string> Scopes, DateOnly EndsOn) : IntegrationEvent;
