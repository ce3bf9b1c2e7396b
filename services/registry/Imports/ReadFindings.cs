using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports;

internal static class ReadFindings
{
    private static readonly string[] Header = ["line", "field", "reason", "value"];

    public static void Map(RouteGroupBuilder imports)
    {
        imports
            .MapGet(
                "/{id:guid}/rejected.csv",
                (Guid id, bool? bom, RegistryDb db, RequestContext context, HttpContext http, CancellationToken cancellationToken) =>
                    HandleAsync(id, rejected: true, bom, db, context, http, cancellationToken)
            )
            .WithName("ReadRejectedRows")
            .WithSummary("Why rows were rejected, as CSV: line, field, reason and value; a line for each reason.")
            .WithDescription(Remark)
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound);
        imports
            .MapGet(
                "/{id:guid}/warnings.csv",
                (Guid id, bool? bom, RegistryDb db, RequestContext context, HttpContext http, CancellationToken cancellationToken) =>
                    HandleAsync(id, rejected: false, bom, db, context, http, cancellationToken)
            )
            .WithName("ReadImportWarnings")
            .WithSummary("Download the warnings about accepted rows, and why rows were ignored, as CSV: line, field, reason and value.")
            .WithDescription(Remark)
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private const string Remark =
        "`line` is where the row begins in a CSV file, and in JSON the number of the service at a location (for organizations, of the record), both from 1. `value` is cut after 200 characters; "
        + "one that a spreadsheet would run as a formula begins with an apostrophe. `bom=true` begins with a byte order mark, for Excel.";

    internal static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        bool rejected,
        bool? bom,
        RegistryDb db,
        RequestContext context,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (await db.FindImportAsync(id, context.Caller!, cancellationToken) is not { } import)
        {
            return Problems.NotFound("The import");
        }

        var findings = db.ImportFindings.AsNoTracking().Where(f => f.ImportId == import.Id && f.Rejected == rejected).OrderBy(f => f.Id);
        return Csv.Stream(
            rejected ? "rejected.csv" : "warnings.csv",
            bom is true,
            Header,
            findings,
            finding => [finding.Line.ToString(CultureInfo.InvariantCulture), finding.Field, finding.Reason, finding.Value],
            http
        );
    }
}
