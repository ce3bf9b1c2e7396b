using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Hsds;

internal static class HsdsOrganizations
{
    public static void Map(RouteGroupBuilder organizations)
    {
        organizations
            .MapGet("", ListAsync)
            .WithName("ListHsdsOrganizations")
            .WithSummary("HSDS: organizations; by what they deliver.")
            .Taking("taxonomy_term_id", "taxonomy_id", "modified_after");
        organizations
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetHsdsOrganization")
            .WithSummary("HSDS: one organization with the services that it delivers.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<HsdsPage<HsdsOrganization>>, ProblemHttpResult>> ListAsync(
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

        var organizations = db.Organizations.AsNoTracking();
        if (filter.ModifiedAfter is { } since)
        {
            var offices = db.Database.SqlQuery<string>(
                $"""
                select o.code as "Value" from organizations o cross join jsonb_array_elements(o.addresses) office
                join place_modifications m on m.code = office->>'place' where m.modified_at >= {since}
                """
            );
            organizations = organizations.Where(o => o.ModifiedAt >= since || offices.Contains(o.Code));
        }

        if (filter.Pattern is { } pattern)
        {
            organizations = organizations.Where(o =>
                EF.Functions.ILike(o.Name.En, pattern) || EF.Functions.ILike(o.Name.Tk, pattern) || EF.Functions.ILike(o.Name.Ru, pattern)
            );
        }

        var directory = await HsdsDirectory.OpenAsync(db, request, cancellationToken);
        if (directory.Vocabulary.TypesWith(filter) is { } types)
        {
            organizations = organizations.Where(o => db.Sites.Any(s => s.OrganizationCode == o.Code && types.Contains(s.ServiceTypeCode)));
        }

        var total = await organizations.CountAsync(cancellationToken);
        var page = await organizations.OrderBy(o => o.HsdsId).Skip(filter.Skip).Take(filter.PerPage).ToListAsync(cancellationToken);
        return TypedResults.Ok(HsdsPage<HsdsOrganization>.Of(filter, total, [.. page.Select(directory.Say)]));
    }

    internal static async Task<Results<Ok<HsdsOrganization>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpRequest request,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.HsdsId == id, cancellationToken) is not { } organization)
        {
            return Problems.NotFound("The organization");
        }

        var directory = await HsdsDirectory.OpenAsync(db, request, cancellationToken);
        var offers = await db.OffersOf(db.Sites.Where(s => s.OrganizationCode == organization.Code))
            .OrderBy(o => o.Id)
            .ToListAsync(cancellationToken);
        var services = await directory.ListAsync(offers, cancellationToken);
        return TypedResults.Ok(directory.InFull(organization, [.. services.Select(service => service with { Organization = null })]));
    }
}
