using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Freshness;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Reporting.Trust;

internal static class GetTrust
{
    /// <param name="Sources">How far each service's events have been processed.</param>
    /// <param name="Quality">What speaks against the figures.</param>
    public sealed record Response(IReadOnlyList<SourceFreshness> Sources, DataQuality Quality);

    public static void Map(RouteGroupBuilder office) =>
        office
            .MapGet("/trust", HandleAsync)
            .WithName(nameof(GetTrust))
            .WithSummary(
                "Read how far the figures can be relied on: lag of sources, unknown codes and values, late entries, outliers, unused indicators."
            );

    internal static async Task<Ok<Response>> HandleAsync(
        ReportingDb db,
        IndicatorCatalogue catalogue,
        Counter counter,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            new Response(
                await SourceFreshness.ReadAsync(db, cancellationToken),
                await DataQuality.ReadAsync(db, catalogue, counter, Ashgabat.Day(clock.GetUtcNow()), cancellationToken)
            )
        );
}
