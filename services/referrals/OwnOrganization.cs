using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals;

/// <summary>Need-to-know: every row is filtered by the organization of the caller's token, and no scope widens that.</summary>
internal static class OwnOrganization
{
    private const string NoOrganization = "The client acts for no organization.";

    public static string Organization(this RequestContext context) =>
        context.Caller is { Organization.Length: > 0 } caller
            ? caller.Organization
            : throw new InvalidOperationException("The endpoint is not in a group that asks for an organization.");

    /// <summary>403 for clients that act for no organization, such as those of the other services.</summary>
    public static RouteGroupBuilder RequireOrganization(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(
            async (invocation, next) =>
                invocation.HttpContext.RequestServices.GetRequiredService<RequestContext>().Caller is { Organization.Length: > 0 }
                    ? await next(invocation)
                    : Problems.Of(
                        StatusCodes.Status403Forbidden,
                        ProblemTypes.Forbidden,
                        NoOrganization,
                        "Personal data is shown to organizations that care for the person only."
                    )
        );
        return group;
    }
}
