using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Hsds;

internal static class HsdsServices
{
    public static void Map(RouteGroupBuilder services)
    {
        services.MapGet("", ListAsync)
            .WithName("ListHsdsServices")
            .WithSummary("HSDS: services, each a service type that an organization delivers.")
            .Taking("organization_id", "taxonomy_term_id", "taxonomy_id", "modified_after", "full");
        services.MapGet("/{id:guid}", GetAsync)
            .WithName("GetHsdsService")
            .WithSummary("HSDS: one service with its sites and their places just now.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<HsdsPage<HsdsService>>, ProblemHttpResult>> ListAsync(
        [AsParameters] HsdsQuery query, HttpRequest request, RegistryDb db, CancellationToken cancellationToken)
    {
        if (query.Read(request, out var filter) is { } refused)
        {
            return refused;
        }

        var directory = await HsdsDirectory.OpenAsync(db, request, cancellationToken);
        var chosen = db.SitesFor(filter, directory.Vocabulary).Select(s => s.HsdsServiceId); // all sites of a service that has one of them
        var offers = db.OffersOf(db.Sites.Where(s => chosen.Contains(s.HsdsServiceId)));
        if (filter.ModifiedAfter is { } since)
        {
            offers = offers.Where(o => o.LastModified >= since);
        }

        var total = await offers.CountAsync(cancellationToken);
        var page = await offers.OrderBy(o => o.Id).Skip(filter.Skip).Take(filter.PerPage).ToListAsync(cancellationToken);
        return TypedResults.Ok(HsdsPage<HsdsService>.Of(
            filter, total, filter.Full ? await directory.DescribeAsync(page, cancellationToken) : await directory.ListAsync(page, cancellationToken)));
    }

    internal static async Task<Results<Ok<HsdsService>, ProblemHttpResult>> GetAsync(
        Guid id, HttpRequest request, RegistryDb db, CancellationToken cancellationToken)
    {
        if (await db.OffersOf(db.Sites.Where(s => s.HsdsServiceId == id)).SingleOrDefaultAsync(cancellationToken) is not { } offer)
        {
            return Problems.NotFound("The service");
        }

        var directory = await HsdsDirectory.OpenAsync(db, request, cancellationToken);
        return TypedResults.Ok((await directory.DescribeAsync([offer], cancellationToken)).Single());
    }
}
