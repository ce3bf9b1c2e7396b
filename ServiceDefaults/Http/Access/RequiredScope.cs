using Microsoft.AspNetCore.Builder;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>The scope that an endpoint asks for.</summary>
/// <param name="Name">For example <c>registry.read</c>.</param>
public sealed record RequiredScope(string Name)
{
    /// <summary>What a caller hears whose token does not carry it.</summary>
    internal string WhenMissing =>
        Name.EndsWith('*') ? $"The token has no scope that begins with {Name[..^1]}" : $"The token lacks the scope {Name}.";
}

/// <summary>Says which scope an endpoint or a group asks for.</summary>
public static class RequiredScopeExtensions
{
    /// <summary>Only callers whose token carries the scope get through: 401 without a valid token, 403 without the scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(new RequiredScope(scope));
        return endpoint.RequireAuthorization(policy =>
            policy.RequireAuthenticatedUser().RequireAssertion(context => Caller.Of(context.User).Has(scope))
        );
    }
}
