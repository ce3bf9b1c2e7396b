using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

internal static class DeleteSite
{
    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapPost("/{id:guid}/delete", HandleAsync)
            .WithName(nameof(DeleteSite))
            .WithSummary("Delete a site that was entered by mistake. Needs If-Match.")
            .WithDescription(
                "For entries made by mistake or twice: a site that has ended its work is closed instead, and stays. Its history stays and tells the reason; its code stays "
                    + "taken. Refused while capacity is held or taken."
            )
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Deletable.Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        RegistryDb db,
        CapacityLedger ledger,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = SiteToChange.Check(await ledger.LockAsync(id, cancellationToken), ifMatch, context.Caller!);
        if (!found.IsAllowed(out var site, out var refusal))
        {
            return refusal;
        }

        await ledger.ExpireAsync(site, own: null, cancellationToken); // a hold that is over holds nothing
        if (site.Held + site.Taken > 0)
        {
            return Problems.Conflict(
                "capacity-in-use",
                "Capacity of the site is in use.",
                $"{site.Held} are held and {site.Taken} are taken. End these referrals first."
            );
        }

        site.Delete(request.Reason, clock.GetUtcNow());
        db.Publish(site.Deleted());
        db.Audit("delete site", $"site/{id}", request.Reason);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
