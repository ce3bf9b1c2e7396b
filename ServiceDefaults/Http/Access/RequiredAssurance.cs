using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>How sure an endpoint wants to be which person acts.</summary>
/// <param name="Minimum">At least this.</param>
public sealed record RequiredAssurance(Assurance Minimum);

/// <summary>Says how sure it must be which person acts.</summary>
public static class RequiredAssuranceExtensions
{
    /// <summary>403 <c>person-required</c> for callers whose token does not say with enough assurance which person acts. Stands beside the scope.</summary>
    /// <param name="endpoint">The endpoint, or a group.</param>
    /// <param name="minimum">At least this; <see cref="Assurance.System"/> says that no person is needed.</param>
    /// <param name="strangerAsync">
    /// The 404 that callers get who may not know of the record; null for the others. Without it, all records answer 403.
    /// </param>
    public static TBuilder RequireAssurance<TBuilder>(
        this TBuilder endpoint,
        Assurance minimum,
        Func<HttpContext, Task<ProblemHttpResult?>>? strangerAsync = null
    )
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(new RequiredAssurance(minimum));
        return endpoint.AddEndpointFilter(
            async (invocation, next) =>
            {
                var http = invocation.HttpContext;
                if (http.RequestServices.GetRequiredService<RequestContext>().Caller is { } caller && caller.Assurance >= minimum)
                {
                    return await next(invocation);
                }

                return strangerAsync is not null && await strangerAsync(http) is { } notFound ? notFound : PersonRequired(minimum);
            }
        );
    }

    /// <summary>403: the token does not say, or not with enough assurance, which person acts.</summary>
    /// <param name="minimum">What is needed.</param>
    public static ProblemHttpResult PersonRequired(Assurance minimum) =>
        Problems.Of(
            StatusCodes.Status403Forbidden,
            ProblemTypes.PersonRequired,
            "A person must act here.",
            $"Exchange the client's token for one of a worker, with the assurance {(minimum is Assurance.Authenticated ? "authenticated" : "asserted or authenticated")}."
        );
}
