using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

internal static class RestoreAccreditation
{
    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapPost("/{id:guid}/accreditation/restore", HandleAsync)
            .WithName(nameof(RestoreAccreditation))
            .WithSummary("End the suspension of a site's accreditation. For the programme's office only. Needs If-Match.")
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<SiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
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

        if (!site.TryRestoreAccreditation())
        {
            return Problems.Conflict("accreditation-not-suspended", "The accreditation is not suspended.");
        }

        db.Publish(site.Changed());
        db.Audit("restore accreditation", $"site/{id}");
        if (await db.SaveAsync(cancellationToken) is { } stale)
        {
            return stale;
        }

        return http.Response.Ok(site.Version, SiteView.InFull(site, http.Request, clock));
    }
}
