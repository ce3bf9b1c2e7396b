using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Freshness;

internal static class GetFreshness
{
    public sealed record Response(IReadOnlyList<SourceFreshness> Items);

    public static void Map(RouteGroupBuilder reporting) =>
        reporting
            .MapGet("/freshness", HandleAsync)
            .WithName(nameof(GetFreshness))
            .WithSummary("Read how far each service's events have been processed.");

    internal static async Task<Ok<Response>> HandleAsync(ReportingDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Response(await SourceFreshness.ReadAsync(db, cancellationToken)));
}
