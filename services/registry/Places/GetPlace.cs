using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Places;

internal static class GetPlace
{
    public static void Map(RouteGroupBuilder places) =>
        places.MapGet("/{code}", HandleAsync)
            .WithName(nameof(GetPlace))
            .WithSummary("One place by its code, for example TM-S (Ashgabat).")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<PlaceFacts>, ProblemHttpResult>> HandleAsync(
        string code, HttpRequest http, RegistryDb db, CancellationToken cancellationToken) =>
        await db.Places.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is { } place
            ? TypedResults.Ok(PlaceFacts.Of(place, http))
            : Problems.NotFound("The place");
}
