using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.ServiceTypes;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Exports;

internal static class ExportServiceTypes
{
    private static readonly string[] Columns =
    [
        "code",
        "number",
        "nameTk",
        "nameRu",
        "nameEn",
        "leadAgency",
        "forms",
        "minimumAge",
        "maximumAge",
        "sex",
        "targetGroups",
        "needs",
        "conditions",
        "requiredCompetences",
        "version",
    ];

    public static void MapServiceTypeExport(this WebApplication app) =>
        app.MapGroup("/api/v1/registry/service-types.csv")
            .WithTags("Service types")
            .RequireScope(Scopes.RegistryRead)
            .MapGet("", Handle)
            .WithName(nameof(ExportServiceTypes))
            .WithSummary(
                "All service types by code, as CSV in UTF-8 (RFC 4180); several words in a cell have spaces between. `bom=true` begins with a byte order mark, for Excel."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/csv");

    internal static PushStreamHttpResult Handle(bool? bom, RegistryDb db, HttpContext http) =>
        Csv.Stream("service-types.csv", bom is true, Columns, db.ServiceTypes.AsNoTracking().OrderBy(t => t.Code), Cells, http);

    private static IEnumerable<string?> Cells(ServiceType type) =>
        [
            type.Code,
            Number(type.Number),
            type.Name.Tk,
            type.Name.Ru,
            type.Name.En,
            type.LeadAgencyCode,
            string.Join(' ', type.Forms),
            Number(type.MinimumAge),
            Number(type.MaximumAge),
            type.Sex is { } sex ? Words.Of(sex) : null,
            string.Join(' ', type.TargetGroups),
            string.Join(' ', type.Needs),
            string.Join(' ', type.Conditions),
            string.Join(' ', type.RequiredCompetences),
            Number(type.VersionNumber),
        ];

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
