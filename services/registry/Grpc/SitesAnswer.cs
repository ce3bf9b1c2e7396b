using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Searching;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Http;
using Site = SocialServices.Registry.Sites.Site;

namespace SocialServices.Registry.Grpc;

/// <summary>The search of sites for the other services: the same rules and statements as over REST.</summary>
internal static class SitesAnswer
{
    private const int MaxAtOnce = 200;

    public static async Task<FindSitesResponse> FindAsync(
        FindSitesRequest request,
        RegistryDb db,
        SearchConnections connections,
        CapacityRights rights,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var page = new PageRequest(request.PageSize is 0 ? null : request.PageSize, request.PageToken is "" ? null : request.PageToken);
        if (page.Size is < 1 or > MaxAtOnce)
        {
            throw Answers.Invalid("page_size", $"must be 1 to {MaxAtOnce}");
        }

        SearchKey? after = null;
        if (page.After is not null)
        {
            after =
                page.TryGetKey(out var text) && SearchKey.TryParse(text!, out var key)
                    ? key
                    : throw Answers.Invalid("page_token", "was not given out by this call");
        }

        var criteria = CriteriaOf(request, clock.GetUtcNow(), rights);
        await using var connection = await connections.OpenAsync(cancellationToken);
        var understood = await Understanding.OfAsync(connection, criteria, cancellationToken);
        if (understood.Places is [])
        {
            throw Answers.Invalid("place", "is not known");
        }

        var rows = await new SiteSearch(connection, criteria, understood, rights).FindAsync(
            after,
            page.Size + 1,
            name => name.En,
            cancellationToken
        );
        var hits = rows.Take(page.Size).ToList();
        var ids = hits.Select(hit => hit.Site.Id).ToList();
        var sites = await db.Sites.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken); // a row of a search does not say all
        var types = hits.Select(hit => hit.Site.ServiceType).Distinct().ToList();
        var competences = await db
            .ServiceTypes.IgnoreQueryFilters()
            .Where(t => types.Contains(t.Code))
            .ToDictionaryAsync(t => t.Code, t => t.RequiredCompetences, cancellationToken);
        return new FindSitesResponse
        {
            Sites =
            {
                hits.Where(hit => sites.ContainsKey(hit.Site.Id)) // deleted just now
                    .Select(hit => Answer(sites[hit.Site.Id], competences[hit.Site.ServiceType], hit.Site.DistanceKm, rights)),
            },
            NextPageToken =
                rows.Count > page.Size ? WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(hits[^1].Key.ToString())) : "",
        };
    }

    private static SearchCriteria CriteriaOf(FindSitesRequest request, DateTimeOffset now, CapacityRights rights)
    {
        var asked = new SearchRequest(
            Q: OrNull(request.Text),
            Need: OrNull(request.Need),
            Age: request.HasAge ? request.Age : null,
            Sex: OrNull(request.Sex),
            Place: OrNull(request.Place),
            Near: request.Near is { } near
                ? string.Create(CultureInfo.InvariantCulture, $"{(decimal)Finite(near.Latitude)},{(decimal)Finite(near.Longitude)}")
                : null,
            WithinKm: request.WithinKm is 0 ? null : request.WithinKm,
            OpenAt: Answers
                .InstantOf(request.OpenAt, "open_at")
                ?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            MinFree: request.MinFree,
            Language: OrNull(request.Language),
            Accessibility: [.. request.Accessibility],
            ServiceType: OrNull(request.ServiceType),
            Organization: OrNull(request.Organization),
            Sort: request.NearestFirst ? "distance" : null
        );
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(asked, new ValidationContext(asked), faults, validateAllProperties: true);
        var errors = new Dictionary<string, string[]>();
        foreach (var fault in faults)
        {
            errors[fault.MemberNames.First()] = [fault.ErrorMessage!];
        }

        var criteria = asked.ToCriteria(errors, now, rights);
        return errors.Count is 0
            ? criteria
            : throw Answers.Invalid(FieldOf(errors.First().Key), $"is not valid: {errors.First().Value[0].TrimEnd('.')}");

        static string? OrNull(string text) =>
            text is "" ? null
            : text.Any(char.IsControl) ? throw Answers.Invalid("request", "must not contain control characters")
            : NormalText.Of(text);
        static double Finite(double degrees) => Math.Abs(degrees) <= 180 ? degrees : throw Answers.Invalid("near", "must be degrees");
        static string FieldOf(string property) =>
            property.Equals(nameof(SearchRequest.Q), StringComparison.OrdinalIgnoreCase)
                ? "text"
                : JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
    }

    private static FoundSite Answer(Site site, string[] competences, double? distance, CapacityRights rights)
    {
        var found = new FoundSite { Site = SiteAnswer.Of(site, competences, rights) };
        if (distance is { } km)
        {
            found.DistanceKm = km;
        }

        return found;
    }
}
