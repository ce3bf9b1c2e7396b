using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.ServiceTypes;

internal static class GetServiceType
{
    public static void Map(RouteGroupBuilder types) =>
        types
            .MapGet("/{code}", HandleAsync)
            .WithName(nameof(GetServiceType))
            .WithSummary(
                "One service type by its code, with whom it is for and what is required of those who deliver it; as it was or will be on a day with `on`."
            )
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="code">The service type.</param>
    /// <param name="on">The day of which the version is wanted; without it, the one in force with its ETag.</param>
    /// <param name="http">The request.</param>
    /// <param name="db">The register.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static async Task<Results<Ok<ServiceTypeView>, ProblemHttpResult>> HandleAsync(
        string code,
        DateOnly? on,
        HttpContext http,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(t => t.Code == code, cancellationToken) is not { } type)
        {
            return Problems.NotFound("The service type");
        }

        if (type.Coming is { } coming && on >= coming.From)
        {
            return TypedResults.Ok(ServiceTypeView.OfComing(type, coming, http.Request));
        }

        if (on is { } day && type.ValidFrom > day)
        {
            var version = await db
                .ServiceTypeVersions.AsNoTracking()
                .SingleOrDefaultAsync(
                    v => v.ServiceTypeCode == code && (v.ValidFrom == null || v.ValidFrom <= day) && v.ValidUntil >= day,
                    cancellationToken
                );
            return version is null
                ? Problems.Of(
                    StatusCodes.Status404NotFound,
                    ProblemTypes.NotFound,
                    $"The service type was not yet defined on {day:yyyy-MM-dd}."
                )
                : TypedResults.Ok(ServiceTypeView.Of(version, http.Request));
        }

        if (on is null)
        {
            http.Response.Headers.ETag = ETag.Of(type.Version).ToString();
        }

        return TypedResults.Ok(ServiceTypeView.Of(type, http.Request));
    }
}
