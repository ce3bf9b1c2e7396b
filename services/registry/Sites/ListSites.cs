using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Places;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites;

internal static class ListSites
{
    /// <param name="Organization">Code of the provider.</param>
    /// <param name="ServiceType">Code of what is delivered.</param>
    /// <param name="Place">Code of a place: sites there and in all that is part of it.</param>
    /// <param name="Status">planned, active, suspended or closed.</param>
    /// <param name="Code">The organization's own code for the site.</param>
    public sealed record Filter(
        [property: MaxLength(50)] string? Organization,
        [property: MaxLength(50)] string? ServiceType,
        [property: MaxLength(20)] string? Place,
        [property: MaxLength(30)] string? Status,
        [property: MaxLength(50)] string? Code);

    public static void Map(RouteGroupBuilder sites) =>
        sites.MapGet("", HandleAsync)
            .WithName(nameof(ListSites))
            .WithSummary("Sites in the order in which they were opened; by organization, service type, place (with descendants), status and own code.");

    internal static async Task<Results<Ok<Page<SiteFacts>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page, [AsParameters] Filter filter, HttpContext http, RegistryDb db, CancellationToken cancellationToken)
    {
        if (!page.TryGetGuid(out var after))
        {
            return Problems.Invalid("after", "Not given out by this list.");
        }

        if (!Words.TryParse<SiteStatus>(filter.Status, out var status))
        {
            return Problems.Invalid("status", Words.Expected<SiteStatus>());
        }

        var sites = db.Sites.AsNoTracking()
            .Where(s => (filter.Organization == null || s.OrganizationCode == filter.Organization)
                && (filter.ServiceType == null || s.ServiceTypeCode == filter.ServiceType)
                && (filter.Code == null || s.Code == filter.Code)
                && (status == null || s.Status == status)
                && (after == null || s.Id.CompareTo(after.Value) > 0));
        if (filter.Place is { } place)
        {
            sites = sites.Where(s => db.PlacesWithin(place).Select(p => p.Code).Contains(s.PlaceCode));
        }

        var rows = await sites.OrderBy(s => s.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage([.. rows.Select(s => SiteFacts.Of(s, http.Request))], s => s.Id.ToString(), http.Response));
    }
}
