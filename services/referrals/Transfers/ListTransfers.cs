using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Transfers;

internal static class ListTransfers
{
    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/transfers", HandleAsync)
            .WithName(nameof(ListTransfers))
            .AboutPeople("transfer")
            .WithSummary("Cases that the caller's organization offers to others, and that others offer to it; oldest first. Audited.");

    internal static async Task<Results<Ok<Page<CaseTransferView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var (db, organization) = (desk.Db, desk.Organization);
        var visible = await desk.CasesAsync(cancellationToken);
        var rows = await db
            .CaseTransfers.AsNoTracking()
            .Where(t => t.Id > after && (t.Taker == organization || (t.Giver == organization && visible.Any(c => c.Id == t.CaseId))))
            .OrderBy(t => t.Id)
            .Take(page.Size + 1)
            .Select(t => new { Transfer = t, Number = db.Cases.Where(c => c.Id == t.CaseId).Select(c => c.Number).First() })
            .ToListAsync(cancellationToken);
        var shown = page.ToPage([.. rows.Select(row => CaseTransferView.Of(row.Transfer, row.Number, desk))], t => t.Id.ToString(), http);
        db.AuditShown("list transfers", "transfer", shown.Items.Select(t => t.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
