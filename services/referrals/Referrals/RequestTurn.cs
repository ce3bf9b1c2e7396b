using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// Who requests a referral of a person to a site comes first, and the next waits: otherwise both would hold capacity before one of them
/// is refused, and the hold of that one would keep the place from others until its deadline. A lock of the connection, not of a
/// transaction, because the registry is asked meanwhile; it ends with the connection when the process is killed.
/// </summary>
internal sealed class RequestTurn : IAsyncDisposable
{
    private readonly ReferralsDb db;
    private readonly string key;

    private RequestTurn(ReferralsDb db, string key) => (this.db, this.key) = (db, key);

    /// <param name="db">Its connection stays open until the turn ends.</param>
    /// <param name="referral">Of the person, by whatever of the merged records, and the site.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<RequestTurn> WaitAsync(ReferralsDb db, Referral referral, CancellationToken cancellationToken)
    {
        var id = referral.ServiceUserId;
        var person = await db.ServiceUsers.Where(u => u.Id == id).Select(u => u.MergedInto ?? u.Id).SingleAsync(cancellationToken);
        var key = $"request/{person}/{referral.SiteId}";
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_lock(hashtextextended({key}, 0))", cancellationToken);
        }
        catch
        {
            await db.Database.CloseConnectionAsync();
            throw;
        }

        return new RequestTurn(db, key);
    }

    public async ValueTask DisposeAsync()
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock(hashtextextended({key}, 0))", CancellationToken.None);
        await db.Database.CloseConnectionAsync();
    }
}
