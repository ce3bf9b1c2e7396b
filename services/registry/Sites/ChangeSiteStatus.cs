using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
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
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

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
        var found = await SiteToChange.FindAsync(db, id, ifMatch, context.Caller!, cancellationToken);
        if (!found.IsAllowed(out var site, out var refusal))
        {
            return refusal;
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

        if (site.Status != before)
        {
            db.Publish(site.StatusChanged());
            db.Audit("change site status", $"site/{id}");
            if (await db.SaveAsync(cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return http.Response.Ok(site.Version, SiteView.InFull(site, http.Request, clock));
    }
}
