using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Gateway.Routes;

/// <summary>
/// The coarse check at the door: some scope of the area. The service behind it checks the exact one, so that a mistake
/// here opens nothing.
/// </summary>
internal static class AreaScope
{
    public static void RequireScopeOf(this IEndpointConventionBuilder route, string area)
    {
        route.WithMetadata(new RequiredScope($"{area}.*"));
        route.RequireAuthorization(policy =>
            policy
                .RequireAuthenticatedUser()
                .RequireAssertion(context =>
                    Caller.Of(context.User).Granted.Any(scope => scope.StartsWith(area + ".", StringComparison.Ordinal))
                )
        );
    }
}
