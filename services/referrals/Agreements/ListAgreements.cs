using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;

namespace SocialServices.Referrals.Agreements;

internal static class ListAgreements
{
    /// <param name="Items">By organization.</param>
    /// <example>{"items": [{"organization": "nrcs", "reference": "DSA 2021/07", "validFrom": "2021-01-01"}]}</example>
    public sealed record Response(IReadOnlyList<RecordAgreement.Response> Items);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/agreements", HandleAsync)
            .WithName(nameof(ListAgreements))
            .WithSummary("The data-sharing agreements: to whom referrals can be sent.");

    internal static async Task<Ok<Response>> HandleAsync(ReferralsDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            new Response(
                await db
                    .DataSharingAgreements.OrderBy(a => a.Organization)
                    .Select(a => new RecordAgreement.Response(a.Organization, a.Reference, a.ValidFrom, a.ValidUntil))
                    .ToListAsync(cancellationToken)
            )
        );
}
