using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Transfers;

internal static class ListTransfers
{
    private sealed class Row
    {
        public required CaseTransfer Transfer { get; init; }
        public required string Number { get; init; }
        public bool KnowsNewCase { get; init; }
        public bool ConsentHolds { get; init; }
    }

    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("/transfers", HandleAsync)
            .WithName(nameof(ListTransfers))
            .AboutPeople("transfer")
            .WithSummary("Cases that the caller's organization offers to others, and that others offer to it; oldest first. Audited.");
        read.MapGet("/transfers/{id:guid}", ReadAsync)
            .WithName("ReadTransfer")
            .AboutPeople("transfer")
            .WithSummary("A case that is offered to another organization, or by one. Audited.")
            .Refuses(StatusCodes.Status404NotFound);
    }

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

        var rows = await (await VisibleAsync(desk, cancellationToken))
            .Where(row => row.Transfer.Id > after)
            .OrderBy(row => row.Transfer.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage([.. rows.Select(row => Of(row, desk))], t => t.Id.ToString(), http);
        desk.Db.AuditShown("list transfers", "transfer", shown.Items.Select(t => t.Id));
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }

    internal static async Task<Results<Ok<CaseTransferView>, ProblemHttpResult>> ReadAsync(
        Guid id,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var visible = await VisibleAsync(desk, cancellationToken);
        if (await visible.SingleOrDefaultAsync(row => row.Transfer.Id == id, cancellationToken) is not { } found)
        {
            return Problems.NotFound("The transfer");
        }

        desk.Db.Audit("read transfer", $"transfer/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return http.Ok(found.Transfer.Version, Of(found, desk));
    }

    private static async Task<IQueryable<Row>> VisibleAsync(CareDesk desk, CancellationToken cancellationToken)
    {
        var (db, organization) = (desk.Db, desk.Organization);
        var valid = db.Consents.Where(Consent.IsValidOn(desk.Today));
        var cases = await desk.CasesAsync(cancellationToken);
        return db
            .CaseTransfers.AsNoTracking()
            .Where(t => t.Taker == organization || (t.Giver == organization && cases.Any(c => c.Id == t.CaseId)))
            .Select(t => new Row
            {
                Transfer = t,
                Number = db.Cases.Where(c => c.Id == t.CaseId).Select(c => c.Number).First(),
                KnowsNewCase = cases.Any(c => c.Id == t.NewCaseId),
                ConsentHolds = valid.Any(c => c.Id == t.ConsentId),
            });
    }

    private static CaseTransferView Of(Row row, CareDesk desk) =>
        CaseTransferView.Of(
            row.Transfer,
            row.Number,
            desk,
            readsSummary: row.KnowsNewCase || (row.Transfer.Status is TransferStatus.Offered && row.ConsentHolds)
        );
}
