using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Idempotency;

/// <summary>
/// A request on its way: the first <c>SaveChanges</c> takes the key and leaves the transaction open; the filter adds the
/// answer and commits, so that change, key and answer are there together or not at all.
/// </summary>
internal sealed class IdempotentRequest(ServiceDbContext db, string caller, string key, byte[] fingerprint, DateTimeOffset now)
    : IRequestTransaction
{
    private IDbContextTransaction? transaction;

    public Guid AnswerId { get; } = Guid.CreateVersion7(now);
    public bool HasWritten => transaction is not null;

    public Task<IdempotencyKey?> FindAsync(CancellationToken cancellationToken) =>
        db.IdempotencyKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Caller == caller && k.Key == key, cancellationToken);

    public bool IsSameAs(IdempotencyKey earlier) => earlier.Fingerprint.AsSpan().SequenceEqual(fingerprint);

    /// <exception cref="IdempotencyKeyTakenException">A request with this key has been committed meanwhile.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (transaction is not null)
        {
            return;
        }

        transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Waits for a request with the same key that is under way, and finds its key if it commits.
        var taken = await db.Database.ExecuteSqlAsync(
            $"""
            insert into idempotency_keys (caller, key, fingerprint, created_at, answer_id)
            values ({caller}, {key}, {fingerprint}, {now}, {AnswerId}) on conflict do nothing
            """,
            cancellationToken
        );
        if (taken == 0)
        {
            await RollBackAsync(cancellationToken);
            throw new IdempotencyKeyTakenException();
        }
    }

    public async Task CommitAsync(int status, byte[] sealedAnswer, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"update idempotency_keys set status = {status}, answer = {sealedAnswer} where caller = {caller} and key = {key}",
            cancellationToken
        );
        await transaction!.CommitAsync(cancellationToken);
    }

    public async Task RollBackAsync(CancellationToken cancellationToken)
    {
        await transaction!.RollbackAsync(cancellationToken);
        await transaction.DisposeAsync();
        transaction = null;
    }
}
