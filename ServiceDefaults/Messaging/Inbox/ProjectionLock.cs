using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>
/// Keeps rounds of the event-log followers and <see cref="Projection.ForgetAsync"/> apart: a round that began before
/// everything was forgotten would otherwise write a cursor behind which nothing is left.
/// </summary>
internal static class ProjectionLock
{
    public const long Key = 0x70726f6a656374; // "project"

    /// <summary>Any number of followers at once. Held by the connection until the result is disposed of.</summary>
    public static async Task<IAsyncDisposable> BeginRoundAsync(ServiceDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_lock_shared({Key})", cancellationToken);
        return new Round(db);
    }

    private sealed class Round(ServiceDbContext db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock_shared({Key})");
            await db.Database.CloseConnectionAsync();
        }
    }
}
