using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.ServiceTypes;

/// <summary>Puts the versions of service types in force whose day has come. Any number of replicas may do it at once: each skips what another is at.</summary>
internal sealed class BeginVersions(RegistryDb db, TimeProvider clock)
{
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db
            .ServiceTypes.FromSql(
                $"""
                select t.*, t.xmin from service_types t where (coming->>'from')::date <= {clock.Today()} and deleted_at is null
                order by code for update skip locked
                """
            )
            .IgnoreQueryFilters()
            .ToListAsync(cancellationToken);
        foreach (var type in due)
        {
            db.Add(type.BeginComing());
            db.Publish(type.Defined());
            db.Audit("begin service type version", type.Subject);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
