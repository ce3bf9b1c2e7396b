using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Places;

internal static class ListPlaceVersions
{
    /// <param name="Items">The oldest first; between two the place may not have existed.</param>
    /// <param name="Abolitions">The oldest first.</param>
    /// <example>{"items":[{"code":"TM-L-05","parent":"TM-L","kind":"etrap","name":{"tk":"Farap etraby","ru":"этрап Фарап","en":"Farap etrap"},"label":"Farap etrap","version":1,"validUntil":"2022-11-08"}],"abolitions":[{"on":"2022-11-09","kind":"merged","successors":["TM-L-01"]}]}</example>
    internal sealed record Response(IReadOnlyList<PlaceView> Items, IReadOnlyList<Abolition> Abolitions);

    /// <param name="On">The first day without the place.</param>
    /// <param name="Kind">merged, split or renamed.</param>
    /// <param name="Successors">Codes of what it became (a part of).</param>
    internal sealed record Abolition(DateOnly On, SuccessionKind Kind, IReadOnlyList<string> Successors);

    public static void Map(RouteGroupBuilder places) =>
        places
            .MapGet("/{code}/versions", HandleAsync)
            .WithName(nameof(ListPlaceVersions))
            .WithSummary("List all versions of a place and its successors.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string code,
        HttpRequest http,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        var geography = await Geography.ReadAsync(db, cancellationToken);
        if (!geography.Knows(code))
        {
            return Problems.NotFound("The place");
        }

        var abolitions = geography
            .Successions.Where(s => s.FromCode == code)
            .GroupBy(s => s.Day)
            .OrderBy(group => group.Key)
            .Select(group => new Abolition(group.Key, group.First().Kind, [.. group.Select(s => s.ToCode).Order(StringComparer.Ordinal)]));
        return TypedResults.Ok(
            new Response([.. geography.VersionsOf(code).Select(version => PlaceView.Of(version, http))], [.. abolitions])
        );
    }
}
