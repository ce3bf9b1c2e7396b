using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Registry.Data;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Hsds;

internal static class ExportHsds
{
    private const int OffersAtOnce = 1000;

    public static void Map(RouteGroupBuilder hsds) =>
        hsds.MapGet("/export.json", Handle)
            .WithName(nameof(ExportHsds))
            .WithSummary(
                "The whole register by HSDS 3.1: an array of all services with their organizations, sites, addresses and places, as it is at this moment."
            )
            .WithDescription(
                "What HSDS has no place for, such as names in three languages, stands in attributes of each service at a location and of its organization, so that "
                    + "`POST /api/v1/registry/imports` brings the same sites into another register. That one needs the organizations first, also those that pay for sites or accredit them: "
                    + "`GET /hsds/organizations/export.json`. Written as it is read: the answer may be large, and one that breaks off is not valid JSON."
            )
            .Produces<IReadOnlyList<HsdsService>>();

    internal static PushStreamHttpResult Handle(RegistryDb db, HttpContext http, IOptions<JsonOptions> json) =>
        HsdsStream.Of(
            "hsds.json",
            db,
            http,
            (output, directory, cancellationToken) => WriteAsync(output, db, directory, json.Value.SerializerOptions, cancellationToken)
        );

    private static async Task WriteAsync(
        Stream output,
        RegistryDb db,
        HsdsDirectory directory,
        JsonSerializerOptions json,
        CancellationToken cancellationToken
    )
    {
        var after = Guid.Empty;
        var separator = "["u8.ToArray();
        while (true)
        {
            var offers = await db.OffersOf(db.Sites.Where(s => s.HsdsServiceId.CompareTo(after) > 0))
                .OrderBy(o => o.Id)
                .Take(OffersAtOnce)
                .ToListAsync(cancellationToken);
            var services = await directory.ListAsync(offers, cancellationToken);
            var codes = offers.Select(offer => offer.OrganizationCode).Distinct().ToArray();
            var organizations = await db
                .Organizations.AsNoTracking()
                .Where(o => codes.Contains(o.Code))
                .ToDictionaryAsync(o => o.Code, cancellationToken);
            foreach (var (offer, service) in offers.Zip(services))
            {
                await output.WriteAsync(separator, cancellationToken);
                var whole = service with
                {
                    Organization = directory
                        .InFull(organizations[offer.OrganizationCode], null)
                        .WithCellsOf(organizations[offer.OrganizationCode]),
                };
                await WriteAsync(output, db, directory, offer, whole, json, cancellationToken);
                (after, separator) = (offer.Id, ",\n"u8.ToArray());
            }

            if (offers.Count < OffersAtOnce)
            {
                await output.WriteAsync(after == Guid.Empty ? "[]"u8.ToArray() : "]"u8.ToArray(), cancellationToken);
                return;
            }
        }
    }

    // A service may have very many sites: they are written one by one into its two lists.
    private static async Task WriteAsync(
        Stream output,
        RegistryDb db,
        HsdsDirectory directory,
        Offer offer,
        HsdsService service,
        JsonSerializerOptions json,
        CancellationToken cancellationToken
    )
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(
            service with
            {
                Attributes =
                [
                    .. directory.TermsOf(offer),
                    new(
                        HsdsIds.Of($"attribute/{offer.Id}/{HsdsColumns.ServiceType}"),
                        offer.Id,
                        HsdsColumns.ServiceType,
                        "service",
                        Value: offer.ServiceTypeCode
                    ),
                ],
            },
            json
        );
        await output.WriteAsync(head.AsMemory(0, head.Length - 1), cancellationToken);
        var sites = db.Sites.AsNoTracking().Where(s => s.HsdsServiceId == offer.Id).OrderBy(s => s.Id);
        await WriteListAsync(
            output,
            "service_at_locations",
            sites,
            site => Complete(directory.Say(site, full: true), site, directory.Rights),
            json,
            cancellationToken
        );
        await WriteListAsync(
            output,
            "capacities",
            directory.Rights.Sees(offer.OrganizationCode) ? sites : sites.Where(_ => false),
            directory.CapacityOf,
            json,
            cancellationToken
        );
        await output.WriteAsync("}"u8.ToArray(), cancellationToken);
    }

    private static async Task WriteListAsync<T>(
        Stream output,
        string name,
        IQueryable<Site> sites,
        Func<Site, T> say,
        JsonSerializerOptions json,
        CancellationToken cancellationToken
    )
    {
        await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes($",\"{name}\":"), cancellationToken);
        await output.WriteArrayAsync(sites, say, json, cancellationToken);
    }

    private static HsdsServiceAtLocation Complete(HsdsServiceAtLocation location, Site site, CapacityRights rights)
    {
        var values = SiteCells.Of(site, rights);
        string[] saidElsewhere = location.Schedules is { Count: > 0 }
            ? [SiteColumns.Status, SiteColumns.OpeningHours]
            : [SiteColumns.Status];
        return location with
        {
            Attributes =
            [
                .. location.Attributes ?? [],
                .. HsdsColumns
                    .OfSites.Where(attribute => !saidElsewhere.Contains(attribute.Column) && values[attribute.Column] is { Length: > 0 })
                    .Select(attribute => new HsdsAttribute(
                        HsdsIds.Of($"attribute/{site.Id}/{attribute.LinkType}"),
                        site.Id,
                        attribute.LinkType,
                        "service_at_location",
                        Value: values[attribute.Column]
                    )),
            ],
        };
    }
}
