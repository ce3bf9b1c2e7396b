using SocialServices.Registry.Data;

namespace SocialServices.Registry.Reservations;

internal static class LedgerTransaction
{
    /// <summary>Runs a step of the ledger and commits it with its rows and events; joins the transaction that is already open, if any.</summary>
    public static async Task<LedgerAnswer> InLedgerTransactionAsync(
        this RegistryDb db,
        Func<Task<LedgerAnswer>> stepAsync,
        CancellationToken cancellationToken
    )
    {
        if (db.Database.CurrentTransaction is not null)
        {
            var joined = await stepAsync();
            await db.SaveChangesAsync(cancellationToken);
            return joined;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var answer = await stepAsync();
        await db.SaveChangesAsync(cancellationToken); // also after a refusal: overdue holds may have been given back
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }
}
