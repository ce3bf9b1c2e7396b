using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Exports;

internal static class ExportOrganizations
{
    public static void MapOrganizationExport(this WebApplication app) =>
        app.MapGroup("/api/v1/registry/organizations.csv")
            .WithTags("Organizations")
            .RequireScope(Scopes.RegistryRead)
            .MapGet("", Handle)
            .WithName(nameof(ExportOrganizations))
            .WithSummary(
                "All organizations by code, as CSV in UTF-8 (RFC 4180), with their roles of today and of other times, contacts and offices. `bom=true` begins with a byte order mark, for Excel. The file can be imported again."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv");

    internal static PushStreamHttpResult Handle(bool? bom, RegistryDb db, TimeProvider clock, HttpContext http)
    {
        var today = clock.Today();
        return Csv.Stream(
            "organizations.csv",
            bom is true,
            OrganizationColumns.All,
            db.Organizations.AsNoTracking().OrderBy(o => o.Code),
            organization => OrganizationColumns.All.Select(OrganizationCells.Of(organization, today).GetValueOrDefault),
            http
        );
    }
}
