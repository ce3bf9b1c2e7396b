using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

internal static class ReadLedger
{
    /// <param name="Id">1, 2, 3 … in the order of the changes, with gaps.</param>
    /// <param name="At">When.</param>
    /// <param name="Kind">opened, resized, held, taken, renewed, released or expired.</param>
    /// <param name="Total">How the total changed.</param>
    /// <param name="Held">How the capacity held changed.</param>
    /// <param name="Taken">How the capacity taken changed.</param>
    /// <param name="ReservationKey">For whom: the id of the referral.</param>
    /// <param name="Actor">Which client did it.</param>
    /// <example>{"id": 4711, "at": "2021-11-03T05:12:00Z", "kind": "held", "total": 0, "held": 1, "taken": 0, "reservationKey": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a01", "actor": "referrals"}</example>
    internal sealed record Entry(
        long Id,
        DateTimeOffset At,
        LedgerKind Kind,
        int Total,
        int Held,
        int Taken,
        string? ReservationKey,
        string Actor
    );

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapGet("/{id:guid}/ledger", HandleAsync)
            .WithName(nameof(ReadLedger))
            .WithSummary(
                "Every change of a site's capacity; the changes add up to its numbers. For those who may act for its organization."
            )
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<Entry>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] PageRequest page,
        HttpContext http,
        RegistryDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetNumber(out var after))
        {
            return PageRequest.Unknown;
        }

        // Who was referred here is not public: to others the ledger does not exist.
        var organization = await db.Sites.Where(s => s.Id == id).Select(s => s.OrganizationCode).SingleOrDefaultAsync(cancellationToken);
        if (organization is null || !context.Caller!.MayActFor(organization))
        {
            return Problems.NotFound("The ledger");
        }

        var rows = await db
            .Ledger.AsNoTracking()
            .Where(e => e.SiteId == id && e.Id > after)
            .OrderBy(e => e.Id)
            .Take(page.Size + 1)
            .Select(e => new Entry(e.Id, e.At, e.Kind, e.DeltaTotal, e.DeltaHeld, e.DeltaTaken, e.ReservationKey, e.Actor))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage(rows, e => e.Id.ToString(CultureInfo.InvariantCulture), http.Response));
    }
}
