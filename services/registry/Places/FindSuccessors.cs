using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Places;

internal static class FindSuccessors
{
    /// <param name="Place">The code that was asked for.</param>
    /// <param name="On">The day.</param>
    /// <param name="Items">What exists on the day in its stead; the place itself when it exists; empty when nothing is known.</param>
    internal sealed record Response(string Place, DateOnly On, IReadOnlyList<PlaceFacts> Items);

    public static void Map(RouteGroupBuilder places) =>
        places.MapGet("/{code}/successors", HandleAsync)
            .WithName(nameof(FindSuccessors))
            .WithSummary("What exists on a day (today when not given) in the place's stead, however often its successors were abolished in turn.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string code, DateOnly? on, HttpRequest http, RegistryDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var day = on ?? clock.Today();
        var geography = await Geography.ReadAsync(db, cancellationToken);
        return geography.Knows(code)
            ? TypedResults.Ok(new Response(code, day, [.. geography.SuccessorsOf(code, day).Select(version => PlaceFacts.Of(version, http))]))
            : Problems.NotFound("The place");
    }
}
