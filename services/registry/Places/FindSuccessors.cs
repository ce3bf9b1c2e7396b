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
    /// <example>{"place":"TM-L-05","on":"2024-01-01","items":[{"code":"TM-L-01","parent":"TM-L","kind":"etrap","name":{"tk":"Çärjew etraby","ru":"этрап Чарджев","en":"Charjew etrap"},"label":"Charjew etrap","version":1}]}</example>
    internal sealed record Response(string Place, DateOnly On, IReadOnlyList<PlaceView> Items);

    public static void Map(RouteGroupBuilder places) =>
        places
            .MapGet("/{code}/successors", HandleAsync)
            .WithName(nameof(FindSuccessors))
            .WithSummary("List the places that replace a place on a day (default: today), following successors that were abolished too.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="code">The place.</param>
    /// <param name="on">The day.</param>
    /// <param name="http">The request.</param>
    /// <param name="db">The register.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string code,
        DateOnly? on,
        HttpRequest http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var day = on ?? clock.Today();
        var geography = await Geography.ReadAsync(db, cancellationToken);
        return geography.Knows(code)
            ? TypedResults.Ok(
                new Response(code, day, [.. geography.SuccessorsOf(code, day).Select(version => PlaceView.Of(version, http))])
            )
            : Problems.NotFound("The place");
    }
}
