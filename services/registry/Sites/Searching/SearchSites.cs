using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites.Searching;

internal static class SearchSites
{
    private const double UsualKm = 50;

    public static void Map(RouteGroupBuilder sites) =>
        sites.MapGet("/search", HandleAsync)
            .WithName(nameof(SearchSites))
            .WithSummary("Find sites by words in any of the languages and alphabets, need, age, place, distance and free places; best or nearest first.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<SearchPage>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page, [AsParameters] SearchRequest request, HttpContext http, RegistryDb db, NpgsqlDataSource source,
        CancellationToken cancellationToken)
    {
        if (FindErrors(page, request, out var key, out var near, out var status) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var text = string.IsNullOrWhiteSpace(request.Q) ? null : request.Q;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var (levels, places) = await SiteSearch.UnderstandAsync(connection, text, request.Place, cancellationToken);
        if (places is [])
        {
            return Problems.Invalid("place", "No place has this code.");
        }

        if (levels is [])
        {
            return TypedResults.Ok(new SearchPage([], null, request.Facets is true ? new SearchFacets(0, [], [], []) : null));
        }

        var byDistance = request.Sort is "distance";
        var criteria = new SearchCriteria(
            levels, places, near, request.WithinKm ?? UsualKm, Math.Max(request.MinFree ?? 0, request.Free is true ? 1 : 0), byDistance,
            Words.Of(status ?? SiteStatus.Active), request);
        var rows = await SiteSearch.FindAsync(connection, criteria, key, page.Size, http.Request, cancellationToken);
        var found = page.ToPage(rows, row => row.Key.ToString(), http.Response);
        var facets = request.Facets is true ? await CountFacets.CountAsync(db, connection, criteria, http.Request, cancellationToken) : null;
        return TypedResults.Ok(new SearchPage([.. found.Items.Select(row => row.Hit)], found.After, facets));
    }

    private static Dictionary<string, string[]> FindErrors(
        PageRequest page, SearchRequest request, out SearchKey? key, out GeoPoint? near, out SiteStatus? status)
    {
        var errors = new Dictionary<string, string[]>();
        (key, near) = (null, null);
        if (page.After is not null)
        {
            if (page.TryGetKey(out var text) && SearchKey.TryParse(text!, out var parsed))
            {
                key = parsed;
            }
            else
            {
                errors["after"] = ["Not given out by this list."];
            }
        }

        if (request.Near is not null)
        {
            if (GeoPoint.TryParse(request.Near, out var point))
            {
                near = point;
            }
            else
            {
                errors["near"] = ["Must be latitude,longitude in degrees, for example 37.95,58.38."];
            }
        }
        else if (request.WithinKm is not null || request.Sort is "distance")
        {
            errors["near"] = ["A distance needs a point to measure from."];
        }

        if (request.Sort is not (null or "relevance" or "distance"))
        {
            errors["sort"] = ["Must be one of: relevance, distance."];
        }

        if (!Words.TryParse(request.Status, out status))
        {
            errors["status"] = [Words.Expected<SiteStatus>()];
        }

        return errors;
    }
}
