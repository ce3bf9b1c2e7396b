using System.Security.Claims;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>Who calls, as the access token (RFC 9068) describes it: a system, or a person on whose behalf a system acts.</summary>
/// <param name="ClientId">The API client.</param>
/// <param name="Organization">Code of the organization it acts for; empty for the services' own clients.</param>
/// <param name="Granted">The scopes of the token.</param>
public sealed record Caller(string ClientId, string Organization, IReadOnlySet<string> Granted)
{
    /// <summary>The acting person: a worker of the registry. Null when a system acts by itself.</summary>
    public Guid? Worker { get; init; }

    /// <summary>For what the person acts, one of <see cref="Purposes"/>; null when a system acts by itself.</summary>
    public string? Purpose { get; init; }

    /// <summary>How sure we are that it is this person.</summary>
    public Assurance Assurance { get; init; }

    /// <summary>The token's <c>jti</c>.</summary>
    public string? TokenId { get; init; }

    public static Caller Of(ClaimsPrincipal user)
    {
        var client = user.FindFirstValue("client_id") ?? user.FindFirstValue("sub") ?? string.Empty;
        var person = PersonOf(user);
        return new(
            client,
            user.FindFirstValue("org") ?? string.Empty,
            user.FindAll("scope")
                .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToHashSet(StringComparer.Ordinal)
        )
        {
            Worker = person?.Worker,
            Purpose = person?.Purpose,
            Assurance = person?.Assurance ?? Assurance.System,
            TokenId = user.FindFirstValue("jti"),
        };
    }

    public bool Has(string scope) => Granted.Contains(scope);

    /// <summary>May the caller act for this organization? Its own, or any with <see cref="Scopes.ProgrammeManage"/>.</summary>
    public bool MayActFor(string organization) => Organization == organization || Has(Scopes.ProgrammeManage);

    // All of it or nothing: a token that tells a person without assurance or purpose is a system's.
    private static (Guid Worker, string Purpose, Assurance Assurance)? PersonOf(ClaimsPrincipal user) =>
        user.FindFirstValue("assurance") switch
        {
            "asserted" => Assurance.Asserted,
            "authenticated" => Assurance.Authenticated,
            _ => Assurance.System,
        }
            is not Assurance.System
                and var assurance
        && Guid.TryParse(user.FindFirstValue("sub"), out var worker)
        && user.FindFirstValue("purpose") is { Length: > 0 } purpose
        && user.HasClaim(claim => claim.Type is "act")
            ? (worker, purpose, assurance)
            : null;
}
