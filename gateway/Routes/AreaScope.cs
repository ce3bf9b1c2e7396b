using SocialServices.ServiceDefaults.Access;
using Yarp.ReverseProxy.Model;

namespace SocialServices.Gateway.Routes;

/// <summary>
/// The coarse check at the door: some scope of the area, the auditors' or the office's. The service behind it checks the exact one, so that
/// a mistake
/// here opens nothing.
/// </summary>
internal static class AreaScope
{
    // Who is turned away at the door never reaches the service that would audit it.
    private static readonly string[] AreasAboutPeople = ["registry", "training", "referrals"];

    public static void RequireScopeOf(this IEndpointConventionBuilder route, string area)
    {
        route.WithMetadata(new RequiredScope($"{area}.*"));
        if (AreasAboutPeople.Contains(area))
        {
            route.WithMetadata(new AboutPeople(area, http => http.Features.Get<IReverseProxyFeature>() is not null));
        }

        route.RequireAuthorization(policy =>
            policy
                .RequireAuthenticatedUser()
                .RequireAssertion(context =>
                    Caller
                        .Of(context.User)
                        .Granted.Any(scope =>
                            scope is Scopes.AuditRead or Scopes.ProgrammeManage || scope.StartsWith(area + ".", StringComparison.Ordinal)
                        )
                )
        );
    }
}
