using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.ServiceTypes;

internal static class GetServiceType
{
    public static void Map(RouteGroupBuilder types) =>
        types.MapGet("/{code}", HandleAsync)
            .WithName(nameof(GetServiceType))
            .WithSummary("One service type by its code, with whom it is for and what its staff must be able to do.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<ServiceTypeFacts>, ProblemHttpResult>> HandleAsync(
        string code, HttpContext http, RegistryDb db, CancellationToken cancellationToken)
    {
        if (await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(t => t.Code == code, cancellationToken) is not { } type)
        {
            return Problems.NotFound("The service type");
        }

        http.Response.Headers.ETag = ETag.Of(type.Version).ToString();
        return TypedResults.Ok(ServiceTypeFacts.Of(type, http.Request));
    }
}
