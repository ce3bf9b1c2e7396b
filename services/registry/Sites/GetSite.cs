using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

internal static class GetSite
{
    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetSite))
            .WithSummary(
                "One site with all that is known of it, its capacity, and its ETag, which changes with every edit, but not when capacity is held, taken or released."
            )
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<SiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } site)
        {
            return Problems.NotFound("The site");
        }

        return http.Response.Ok(site.Version, SiteView.InFull(site, http.Request, clock));
    }
}
