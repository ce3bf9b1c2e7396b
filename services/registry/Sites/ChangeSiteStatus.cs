using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

internal static class ChangeSiteStatus
{
    public const int MaxReasonLength = 500;

    /// <param name="Status">planned, active, suspended or closed; what is closed stays closed.</param>
    /// <param name="Reason">Why, for everybody to read; needed to suspend and to close.</param>
    /// <example>{"status": "suspended", "reason": "Repairs until the new year."}</example>
    public sealed record Request(SiteStatus Status, [property: MaxLength(MaxReasonLength), PlainText] string? Reason = null);

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapPut("/{id:guid}/status", HandleAsync)
            .WithName(nameof(ChangeSiteStatus))
            .WithSummary("Change whether a site takes people in. Capacity that is held or taken stays. Needs If-Match.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);

    internal static async Task<Results<Ok<SiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpContext http,
        RegistryDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Sites.SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } site)
        {
            return Problems.NotFound("The site");
        }

        if (!context.Caller!.MayActFor(site.OrganizationCode))
        {
            return Editing.Forbidden(site.OrganizationCode);
        }

        if (Problems.UnlessCurrent(ifMatch, site.Version) is { } outdated)
        {
            return outdated;
        }

        var before = site.Status;
        if (
            request.Status != before
            && request.Status is SiteStatus.Suspended or SiteStatus.Closed
            && string.IsNullOrWhiteSpace(request.Reason)
        )
        {
            return Problems.Invalid("reason", "People who look for help there must be told why.");
        }

        if (!site.TryBecome(request.Status, request.Reason))
        {
            return Problems.Conflict("site-closed", "The site is closed for good.", "Open a new one.");
        }

        try
        {
            if (site.Status != before)
            {
                db.Publish(site.StatusChanged(clock.GetUtcNow()));
                db.Audit("change site status", $"site/{id}");
                await db.SaveChangesAsync(cancellationToken);
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }

        http.Response.Headers.ETag = ETag.Of(site.Version).ToString();
        return TypedResults.Ok(SiteView.InFull(site, http.Request, clock));
    }
}
