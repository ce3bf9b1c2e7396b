using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Records;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

internal static class OpenSite
{
    /// <param name="Organization">Code of the provider.</param>
    /// <param name="ServiceType">Code of what is delivered.</param>
    /// <param name="Place">Code of where it is.</param>
    /// <param name="Name">In three languages.</param>
    /// <param name="Capacity">How many people it can serve, 0 to 100,000.</param>
    /// <param name="Status">Whether it takes people from the start.</param>
    /// <param name="Address">Street address.</param>
    /// <param name="Latitude">Degrees, WGS 84; together with the longitude.</param>
    /// <param name="Longitude">Degrees, WGS 84; together with the latitude.</param>
    /// <param name="Code">The organization's own code, unique within the organization.</param>
    /// <param name="Details">What people want to know before they go there.</param>
    /// <example>
    /// {"organization": "yenme", "serviceType": "personal-assistant", "place": "TM-S", "name": {"tk": "Ýeňme, Aşgabat: şahsy kömekçi",
    /// "ru": "Енме, Ашхабад: персональный ассистент", "en": "Yenme, Ashgabat: personal assistant"}, "capacity": 25, "status": "active", "code": "assistant-1",
    /// "details": {"schedule": {"weekly": [{"weekday": "monday", "opens": "09:00", "closes": "18:00"}], "exceptions": []}, "languages": ["tk", "ru"]}}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(50), PlainText] string Organization,
        [property: Required, MaxLength(50), PlainText] string ServiceType,
        [property: Required, MaxLength(20), PlainText] string Place,
        [property: Required, PlainText] LocalizedText Name,
        [property: Range(0, Site.MaxCapacity)] int Capacity,
        SiteStatus Status,
        [property: MaxLength(500), PlainText] string? Address = null,
        [property: Range(-90.0, 90.0)] double? Latitude = null,
        [property: Range(-180.0, 180.0)] double? Longitude = null,
        [property: MaxLength(50), RegularExpression(@"^\S+$", ErrorMessage = "Must not contain spaces."), PlainText] string? Code = null,
        SiteDetails? Details = null
    );

    public static void Map(RouteGroupBuilder sites) =>
        sites
            .MapPost("", HandleAsync)
            .WithName(nameof(OpenSite))
            .WithSummary("Open a site: an organization delivers a service at a place from now on.")
            .Idempotent()
            .Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<SiteView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        RegistryDb db,
        CapacityLedger ledger,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!context.Caller!.MayActFor(request.Organization))
        {
            return Editing.Forbidden(request.Organization);
        }

        await db.BeginAsync(cancellationToken);
        var errors = await FindErrorsAsync(request, db, clock.Today(), cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var now = clock.GetUtcNow();
        var site = new Site
        {
            Id = Guid.CreateVersion7(now),
            OrganizationCode = request.Organization,
            ServiceTypeCode = request.ServiceType,
            PlaceCode = request.Place,
            Code = request.Code,
            Name = request.Name,
            Address = request.Address,
            Latitude = request.Latitude,
            Longitude = request.Longitude,
            Status = request.Status,
            OpenedAt = now,
        };
        site.Describe(request.Details ?? new());
        db.Add(site);
        ledger.Open(site, request.Capacity);
        db.Publish(site.Opened());
        db.Audit("open site", $"site/{site.Id}");
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return http.Response.Created(
            $"/api/v1/registry/sites/{site.Id}",
            site.Version,
            SiteView.InFull(site, http.Request, clock) with
            {
                Warnings = Coordinates.FindWarnings(site.Latitude, site.Longitude).OrNull(),
            }
        );
    }

    private static async Task<Dictionary<string, string[]>> FindErrorsAsync(
        Request request,
        RegistryDb db,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var errors = await SiteRules.FindErrorsAsync(
            db,
            null,
            request.Place,
            request.Latitude,
            request.Longitude,
            request.Details,
            today,
            cancellationToken
        );
        if (!await db.LockForShareOrganizationAsync(request.Organization, cancellationToken))
        {
            errors["organization"] = ["No organization has this code."];
        }

        if (!await db.LockForShareServiceTypeAsync(request.ServiceType, cancellationToken))
        {
            errors["serviceType"] = ["No service type has this code."];
        }

        return errors;
    }
}
