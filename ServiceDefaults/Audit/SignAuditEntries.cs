using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Signs new entries on their way to the database.</summary>
internal sealed class SignAuditEntries(AuditKeys keys) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Sign(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Sign(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Sign(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries<AuditEntry>().Where(entry => entry.State is EntityState.Added))
        {
            entry.Entity.Sign(keys.ActiveId, keys.Sign(SignedContent.Of(entry.Entity)));
        }
    }
}
