using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Places;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Exports;

internal static class ExportSites
{
    /// <param name="Organization">Code of the provider.</param>
    /// <param name="ServiceType">Code of what is delivered.</param>
    /// <param name="Place">Code of a place: sites there and in all that is part of it.</param>
    /// <param name="Status">planned, active, suspended or closed.</param>
    /// <param name="Bom">True: begin with a byte order mark, without which Excel misreads Turkmen and Russian letters.</param>
    public sealed record Filter(
        [property: MaxLength(50)] string? Organization,
        [property: MaxLength(50)] string? ServiceType,
        [property: MaxLength(20)] string? Place,
        [property: MaxLength(30)] string? Status,
        bool? Bom
    );

    public static void MapSiteExport(this WebApplication app) =>
        app.MapGroup("/api/v1/registry/sites.csv")
            .WithTags("Sites")
            .RequireScope(Scopes.RegistryRead)
            .MapGet("", Handle)
            .WithName(nameof(ExportSites))
            .WithSummary(
                "All sites that fit, as CSV in UTF-8 (RFC 4180), in the order in which they were opened. A text that a spreadsheet would run as a formula begins with an apostrophe. The file can be imported again. `held`, `taken` and `free` are empty for sites whose numbers the caller does not see."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    internal static Results<PushStreamHttpResult, ProblemHttpResult> Handle(
        [AsParameters] Filter filter,
        RegistryDb db,
        TimeProvider clock,
        HttpContext http
    )
    {
        if (!Words.TryParse<SiteStatus>(filter.Status, out var status))
        {
            return Problems.Invalid("status", Words.Expected<SiteStatus>());
        }

        var sites = db
            .Sites.AsNoTracking()
            .Where(s =>
                (filter.Organization == null || s.OrganizationCode == filter.Organization)
                && (filter.ServiceType == null || s.ServiceTypeCode == filter.ServiceType)
                && (status == null || s.Status == status)
            );
        if (filter.Place is { } place)
        {
            var within = db.PlacesWithin(place, clock.Today());
            sites = sites.Where(s => within.Contains(s.PlaceCode));
        }

        var rights = CapacityRights.Of(http.Request);
        return Csv.Stream(
            "sites.csv",
            filter.Bom is true,
            SiteColumns.All,
            sites.OrderBy(s => s.Id),
            site => SiteColumns.All.Select(SiteCells.Of(site, rights).GetValueOrDefault),
            http
        );
    }
}
