using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Hsds;

internal static class HsdsServiceAtLocations
{
    public static void Map(RouteGroupBuilder locations)
    {
        locations
            .MapGet("", ListAsync)
            .WithName("ListHsdsServiceAtLocations")
            .WithSummary("HSDS: services at locations, which are the register's sites.")
            .Taking("organization_id", "taxonomy_term_id", "taxonomy_id", "modified_after", "full");
        locations
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetHsdsServiceAtLocation")
            .WithSummary("HSDS: one site with what is delivered there and its capacity just now.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<HsdsPage<HsdsServiceAtLocation>>, ProblemHttpResult>> ListAsync(
        [AsParameters] HsdsQuery query,
        HttpRequest request,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (query.Read(request, out var filter) is { } refused)
        {
            return refused;
        }

        var directory = await HsdsDirectory.OpenAsync(db, request, cancellationToken);
        var sites = db.SitesFor(filter, directory.Vocabulary);
        if (filter.ModifiedAfter is { } since)
        {
            sites = db.ModifiedSince(sites, since);
        }

        var total = await sites.CountAsync(cancellationToken);
        var page = await sites.OrderBy(s => s.Id).Skip(filter.Skip).Take(filter.PerPage).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            HsdsPage<HsdsServiceAtLocation>.Of(filter, total, await directory.SayAsync(page, filter.Full, cancellationToken))
        );
    }

    internal static async Task<Results<Ok<HsdsServiceAtLocation>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpRequest request,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } site)
        {
            return Problems.NotFound("The service at a location");
        }

        var directory = await HsdsDirectory.OpenAsync(db, request, cancellationToken);
        return TypedResults.Ok((await directory.SayAsync([site], full: true, cancellationToken)).Single());
    }
}
