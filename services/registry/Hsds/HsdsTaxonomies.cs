using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.Hsds;

internal static class HsdsTaxonomies
{
    public static void Map(RouteGroupBuilder hsds)
    {
        hsds.MapGet("/taxonomies", List)
            .WithName("ListHsdsTaxonomies")
            .WithSummary("HSDS: the taxonomies: needs answered and target groups.")
            .Taking();
        hsds.MapGet("/taxonomies/{id:guid}", Get)
            .WithName("GetHsdsTaxonomy")
            .WithSummary("HSDS: one taxonomy.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        hsds.MapGet("/taxonomy_terms", ListTermsAsync)
            .WithName("ListHsdsTaxonomyTerms")
            .WithSummary("HSDS: the terms that services have.")
            .Taking("taxonomy_id");
        hsds.MapGet("/taxonomy_terms/{id:guid}", GetTermAsync)
            .WithName("GetHsdsTaxonomyTerm")
            .WithSummary("HSDS: one term.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static Results<Ok<HsdsPage<HsdsTaxonomy>>, ProblemHttpResult> List([AsParameters] HsdsQuery query, HttpRequest request) =>
        query.Read(request, out var filter) is { } refused
            ? refused
            : TypedResults.Ok(
                HsdsPage<HsdsTaxonomy>.Of(filter, [.. Vocabulary.Taxonomies.Where(taxonomy => Matches(taxonomy.Name, filter))])
            );

    internal static Results<Ok<HsdsTaxonomy>, ProblemHttpResult> Get(Guid id) =>
        Vocabulary.Taxonomies.SingleOrDefault(taxonomy => taxonomy.Id == id) is { } found
            ? TypedResults.Ok(found)
            : Problems.NotFound("The taxonomy");

    internal static async Task<Results<Ok<HsdsPage<HsdsTaxonomyTerm>>, ProblemHttpResult>> ListTermsAsync(
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
        return TypedResults.Ok(
            HsdsPage<HsdsTaxonomyTerm>.Of(
                filter,
                [
                    .. directory.Vocabulary.Terms.Where(term =>
                        Matches(term.Name, filter) && (filter.TaxonomyId is not { } wanted || term.TaxonomyId == wanted)
                    ),
                ]
            )
        );
    }

    internal static async Task<Results<Ok<HsdsTaxonomyTerm>, ProblemHttpResult>> GetTermAsync(
        Guid id,
        HttpRequest request,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        var directory = await HsdsDirectory.OpenAsync(db, request, cancellationToken);
        return directory.Vocabulary.Terms.SingleOrDefault(term => term.Id == id) is { } found
            ? TypedResults.Ok(found)
            : Problems.NotFound("The term");
    }

    private static bool Matches(string name, HsdsFilter filter) =>
        filter.Search is not { } part || name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
