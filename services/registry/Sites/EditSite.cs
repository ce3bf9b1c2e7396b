using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

internal static class EditSite
{
    /// <param name="Place">Code of where it is.</param>
    /// <param name="Name">In three languages.</param>
    /// <param name="Details">What people want to know before they go there; an empty object when nothing is known.</param>
    /// <param name="Address">Street address.</param>
    /// <param name="Latitude">Degrees, WGS 84; together with the longitude.</param>
    /// <param name="Longitude">Degrees, WGS 84; together with the latitude.</param>
    /// <param name="Code">The organization's own code, unique within the organization.</param>
    /// <example>
    /// {"place": "TM-S-02", "name": {"tk": "Keýik okara", "ru": "Кейик окара", "en": "Keyik Okara"}, "address": "Görogly köçesi 12", "latitude": 37.95, "longitude": 58.38,
    /// "details": {"schedule": {"weekly": [{"weekday": "monday", "opens": "09:00", "closes": "18:00"}], "exceptions": [{"from": "2021-12-31", "until": "2022-01-02", "closed": true}]},
    /// "languages": ["tk", "ru", "rsl"], "accessibility": ["wheelchair", "home-visits"], "contacts": [{"function": "reception", "phone": "+99312345678"}],
    /// "description": {"tk": "Ýetginjekler üçin.", "en": "For adolescents."}, "funding": [{"organization": "unicef", "from": "2020-01-01", "until": "2022-06-30"}]}}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(20), PlainText] string Place,
        [property: Required, PlainText] LocalizedText Name,
        [property: Required] SiteDetails Details,
        [property: MaxLength(500), PlainText] string? Address = null,
        [property: Range(-90.0, 90.0)] double? Latitude = null,
        [property: Range(-180.0, 180.0)] double? Longitude = null,
        [property: MaxLength(50), RegularExpression(@"^\S+$", ErrorMessage = "Must not contain spaces."), PlainText] string? Code = null
    );

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(EditSite))
            .WithSummary("Change a site's public details. Needs If-Match.")
            .WithDescription(
                "Replaces all of them: an absent field is cleared. The provider and what is delivered never change; status, capacity and accreditation have "
                    + "their own addresses. Coordinates outside the country are accepted with a warning."
            )
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<SiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpContext http,
        RegistryDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var found = await SiteToChange.FindAsync(db, id, ifMatch, context.Caller!, cancellationToken);
        if (!found.IsAllowed(out var site, out var refusal))
        {
            return refusal;
        }

        var errors = await SiteRules.FindErrorsAsync(
            db,
            site,
            request.Place,
            request.Latitude,
            request.Longitude,
            request.Details,
            clock.Today(),
            cancellationToken
        );
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        (site.PlaceCode, site.Name, site.Address, site.Code) = (request.Place, request.Name, request.Address, request.Code);
        (site.Latitude, site.Longitude) = (request.Latitude, request.Longitude);
        site.Describe(request.Details);
        if (db.ChangeTracker.HasChanges())
        {
            db.Publish(site.Changed());
            db.Audit("edit site", $"site/{id}");
            if (await db.SaveAsync(cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return http.Response.Ok(
            site.Version,
            SiteView.InFull(site, http.Request, clock) with
            {
                Warnings = Coordinates.FindWarnings(site.Latitude, site.Longitude).OrNull(),
            }
        );
    }
}
