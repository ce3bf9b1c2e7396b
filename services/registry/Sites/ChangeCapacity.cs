using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

internal static class ChangeCapacity
{
    /// <param name="Total">How many people it can serve, 0 to 100,000; not less than are held and taken.</param>
    /// <example>{"total": 25}</example>
    public sealed record Request([property: Range(0, Site.MaxCapacity)] int Total);

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapPut("/{id:guid}/capacity", HandleAsync)
            .WithName(nameof(ChangeCapacity))
            .WithSummary("Change how many people it can serve; never below what is held and taken. Needs If-Match.")
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<SiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpContext http,
        RegistryDb db,
        CapacityLedger ledger,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await ledger.LockAsync(id, cancellationToken) is not { } site)
        {
            return Problems.NotFound("The site");
        }

        if (!context.Caller!.MayActFor(site.OrganizationCode))
        {
            return Editing.Forbidden(site.OrganizationCode);
        }

        if (ToChange.UnlessCurrent(ifMatch, site.Version) is { } outdated)
        {
            return outdated;
        }

        if (request.Total != site.Total)
        {
            if (!ledger.TryResize(site, request.Total))
            {
                return Problems.Conflict(
                    "capacity-in-use",
                    "The new total is below what is held and taken.",
                    $"{site.Held} are held and {site.Taken} are taken."
                );
            }

            db.Audit("change capacity", $"site/{id}");
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return http.Response.Ok(site.Version, SiteView.InFull(site, http.Request, clock));
    }
}
