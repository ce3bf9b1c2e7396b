using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Hsds;

internal static class ExportHsdsOrganizations
{
    public static void Map(RouteGroupBuilder hsds) =>
        hsds.MapGet("/organizations/export.json", Handle)
            .WithName(nameof(ExportHsdsOrganizations))
            .WithSummary(
                "All organizations by HSDS 3.1, also those that deliver nothing themselves but pay for sites or accredit them: an array, as it is at this moment."
            )
            .WithDescription(
                "What HSDS has no place for stands in attributes, so that `POST /api/v1/registry/imports?kind=organizations` brings the same organizations into another register; "
                    + "then that one can take the services and sites of `GET /hsds/export.json`. Written as it is read: an answer that breaks off is not valid JSON."
            )
            .Produces<IReadOnlyList<HsdsOrganization>>();

    internal static PushStreamHttpResult Handle(RegistryDb db, HttpContext http, IOptions<JsonOptions> json) =>
        HsdsStream.Of(
            "hsds-organizations.json",
            db,
            http,
            (output, directory, cancellationToken) =>
                output.WriteArrayAsync(
                    db.Organizations.AsNoTracking().OrderBy(o => o.Code),
                    organization => directory.InFull(organization, null).WithCellsOf(organization),
                    json.Value.SerializerOptions,
                    cancellationToken
                )
        );
}
