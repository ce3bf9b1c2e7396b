using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Hsds;

internal static class HsdsServices
{
    public static void Map(RouteGroupBuilder services)
    {
        services
            .MapGet("", ListAsync)
            .WithName("ListHsdsServices")
            .WithSummary("HSDS: services, each a service type that an organization delivers.")
            .Taking("organization_id", "taxonomy_term_id", "taxonomy_id", "modified_after", "full");
        services
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetHsdsService")
            .WithSummary("HSDS: one service with its sites and their places just now.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<HsdsPage<HsdsService>>, ProblemHttpResult>> ListAsync(
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
        var services = db.SitesFor(filter, directory.Vocabulary).Select(s => s.HsdsServiceId).Distinct(); // every service that has one of them
        if (filter.ModifiedAfter is { } since)
        {
            var modified = db.ModifiedSince(db.Sites.IgnoreQueryFilters(), since).Select(s => s.HsdsServiceId); // also by the deletion of a site
            services = services.Where(id => modified.Contains(id));
        }

        // Summed up are only those of the page: the sites of all services are all sites.
        var total = await services.CountAsync(cancellationToken);
        var ids = await services.OrderBy(id => id).Skip(filter.Skip).Take(filter.PerPage).ToListAsync(cancellationToken);
        var page = await db.OffersOf(db.Sites.Where(s => ids.Contains(s.HsdsServiceId))).OrderBy(o => o.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            HsdsPage<HsdsService>.Of(
                filter,
                total,
                filter.Full ? await directory.DescribeAsync(page, cancellationToken) : await directory.ListAsync(page, cancellationToken)
            )
        );
    }

    internal static async Task<Results<Ok<HsdsService>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpRequest request,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (await db.OffersOf(db.Sites.Where(s => s.HsdsServiceId == id)).SingleOrDefaultAsync(cancellationToken) is not { } offer)
        {
            return Problems.NotFound("The service");
        }

        var directory = await HsdsDirectory.OpenAsync(db, request, cancellationToken);
        return TypedResults.Ok((await directory.DescribeAsync([offer], cancellationToken)).Single());
    }
}
