using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites.Searching;

internal static class FindSites
{
    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapGet("", HandleAsync)
            .WithName(nameof(FindSites))
            .WithSummary(
                "Find sites by words in any of the languages and alphabets, need, age, place, distance, free capacity and more; best or nearest first."
            )
            .WithDescription(
                "All filters must fit. Sites that have all words of `q` come first: those with the words in their own name, address or code, then those where "
                    + "the name of the service type or place has them, then the organization's. Only when no site has all words, those with all but one or any are "
                    + "found. Without `q` the order is that of opening. Pages are keysets: `after` stays right while sites come and go. `facets=true` counts all hits, "
                    + "so ask for it on the first page only. Only active sites are found unless `status` says otherwise."
            )
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<SearchPage>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        [AsParameters] SearchRequest request,
        HttpContext http,
        SearchConnections connections,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var rights = CapacityRights.Of(http.Request);
        var errors = new Dictionary<string, string[]>();
        var criteria = request.ToCriteria(errors, clock.GetUtcNow(), rights);
        SearchKey? after = null;
        if (page.After is not null)
        {
            after = page.TryGetKey(out var text) && SearchKey.TryParse(text!, out var key) ? key : null;
            if (after is null)
            {
                errors["after"] = ["Not a value of after that this list returned."];
            }
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        await using var connection = await connections.OpenAsync(cancellationToken);
        var understood = await Understanding.OfAsync(connection, criteria, cancellationToken);
        if (understood.Places is [])
        {
            return Problems.Invalid("place", "No place has this code.");
        }

        var language = LocalizedText.LanguageOf(http.Request);
        var search = new SiteSearch(connection, criteria, understood, rights);
        var rows = await search.FindAsync(after, page.Size + 1, Label, cancellationToken);
        var facets = request.Facets is true ? await search.CountAsync(Label, cancellationToken) : null;
        var found = page.ToPage(rows, row => row.Key.ToString(), http.Response);
        return TypedResults.Ok(new SearchPage([.. found.Items.Select(row => row.Site)], found.After, facets));

        string Label(LocalizedText name) => name.In(language);
    }
}
