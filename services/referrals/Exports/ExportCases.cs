using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Exports;

internal static class ExportCases
{
    private const int MaxCases = 5000;

    public static void Map(RouteGroupBuilder authenticated) =>
        authenticated
            .MapGet("/cases/export", HandleAsync)
            .WithName(nameof(ExportCases))
            .AboutPeople("case")
            .WithSummary("One's own cases with the people's details as CSV: those that the acting worker manages. Audited.")
            .WithDescription($"At most {MaxCases}: otherwise 409. bom=true for Excel.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Refuses(StatusCodes.Status409Conflict);

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        [FromQuery(Name = "bom")] bool? bom,
        CareDesk desk,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (db, me) = (desk.Db, desk.Me);
        var mine = (await desk.CasesAsync(cancellationToken)).Where(c => c.WorkerId == me);
        var views = await CaseView.Of(mine.OrderBy(c => c.Id).Take(MaxCases + 1), db).ToListAsync(cancellationToken);
        if (views.Count > MaxCases)
        {
            return Problems.Conflict("too-many-cases", $"There are more than {MaxCases} cases.");
        }

        var ids = views.Select(view => view.ServiceUserId).Distinct().ToList();
        var users = await db.ServiceUsers.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancellationToken);
        var csv = new StringBuilder(bom is true ? "\uFEFF" : "").AppendJoin(',', CaseColumns.ForExport).Append("\r\n");
        foreach (var view in views.OrderBy(view => view.Id))
        {
            csv.AppendJoin(',', CaseColumns.Write(view, users[view.ServiceUserId].Open(envelope)).Select(Csv.Text)).Append("\r\n");
        }

        db.AuditShown("export cases", "case", views.Select(view => view.Id));
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.ContentDisposition = "attachment; filename=cases.csv";
        return TypedResults.Content(csv.ToString(), "text/csv; charset=utf-8");
    }
}
