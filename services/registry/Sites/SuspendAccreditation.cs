using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

internal static class SuspendAccreditation
{
    /// <param name="Reason">What was found, for everybody to read; never about a person.</param>
    /// <param name="From">First day of the suspension; today when absent.</param>
    /// <example>{"reason": "Fire safety was not restored in time.", "from": "2021-11-03"}</example>
    public sealed record Request(
        [property: Required, MinLength(3), MaxLength(Deletable.MaxReasonLength), PlainText(Prose = true)] string Reason,
        DateOnly? From = null
    );

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapPost("/{id:guid}/accreditation/suspend", HandleAsync)
            .WithName(nameof(SuspendAccreditation))
            .WithSummary("Suspend a site's accreditation. For the programme's office only. Needs If-Match.")
            .WithDescription("From that day the site takes in nobody new. Capacity that is held or taken stays.")
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord(StatusCodes.Status409Conflict);

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

        if (!site.TrySuspendAccreditation(request.From ?? clock.Today(), request.Reason))
        {
            return site.Accreditation is null
                ? Problems.Conflict(
                    "not-accredited",
                    "The site has no accreditation that could be suspended.",
                    "Set its status to suspended instead."
                )
                : Problems.Conflict("accreditation-suspended", "The accreditation is suspended already.");
        }

        db.Publish(site.Changed());
        db.Audit("suspend accreditation", $"site/{id}", request.Reason);
        if (await db.SaveAsync(cancellationToken) is { } stale)
        {
            return stale;
        }

        return http.Response.Ok(site.Version, SiteView.InFull(site, http.Request, clock));
    }
}
