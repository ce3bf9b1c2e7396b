using Microsoft.EntityFrameworkCore;

namespace SocialServices.Registry.Tests;

/// <summary>How much there is in the database; the same before and after a request that must change nothing.</summary>
internal sealed record Counted(int Sites, int Workers, int Organizations, int Entries, int Events, int Audited)
{
    public static async Task<Counted> AsyncOf(RegistryApp app)
    {
        await using var db = app.OpenDatabase();
        return new(
            await db.Sites.CountAsync(),
            await db.Workers.CountAsync(),
            await db.Organizations.CountAsync(),
            await db.Ledger.CountAsync(),
            await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from outbox").SingleAsync(),
            // That something was shown is no change.
            await db
                .Database.SqlQuery<int>(
                    $"select count(*)::int as \"Value\" from audit_entries where outcome = 'done' and action !~ '^(read|list|repeat|search) '"
                )
                .SingleAsync()
        );
    }
}
