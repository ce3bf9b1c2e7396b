using System.Security.Claims;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>The system that calls, as its access token (RFC 9068) describes it.</summary>
/// <param name="ClientId">The API client.</param>
/// <param name="Organization">Code of the organization it acts for; empty for the services' own clients.</param>
/// <param name="Granted">The scopes of the token.</param>
public sealed record Caller(string ClientId, string Organization, IReadOnlySet<string> Granted)
{
    public static Caller Of(ClaimsPrincipal user) =>
        new(
            user.FindFirstValue("client_id") ?? user.FindFirstValue("sub") ?? string.Empty,
            user.FindFirstValue("org") ?? string.Empty,
            (user.FindFirstValue("scope") ?? string.Empty)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .ToHashSet(StringComparer.Ordinal)
        );

    public bool Has(string scope) => Granted.Contains(scope);

    /// <summary>May the caller act for this organization? Its own, or any with <see cref="Scopes.ProgrammeManage"/>.</summary>
    public bool MayActFor(string organization) => Organization == organization || Has(Scopes.ProgrammeManage);
}
