using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>
/// A lock of the connection, not of a transaction: for work that asks other services meanwhile, or that has several transactions. It
/// ends with this object, and with the connection when the process is killed.
/// </summary>
public sealed class SessionLock : IAsyncDisposable
{
    private readonly DbContext db;
    private readonly string unlock;
    private readonly SessionLockKey key;

    private SessionLock(DbContext db, string unlock, SessionLockKey key) => (this.db, this.unlock, this.key) = (db, unlock, key);

    /// <summary>Waits for its turn.</summary>
    /// <param name="db">Its connection stays open, and locked, until this ends.</param>
    /// <param name="key">What is locked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<SessionLock> WaitAsync(DbContext db, SessionLockKey key, CancellationToken cancellationToken) =>
        (await OpenAsync(db, "select true from pg_advisory_lock", "select pg_advisory_unlock", key, cancellationToken))!;

    /// <summary>Waits for those only that do not share it.</summary>
    /// <inheritdoc cref="WaitAsync"/>
    public static async Task<SessionLock> WaitSharedAsync(DbContext db, SessionLockKey key, CancellationToken cancellationToken) =>
        (await OpenAsync(db, "select true from pg_advisory_lock_shared", "select pg_advisory_unlock_shared", key, cancellationToken))!;

    /// <returns>Null while another has it.</returns>
    /// <inheritdoc cref="WaitAsync"/>
    public static Task<SessionLock?> TryAsync(DbContext db, SessionLockKey key, CancellationToken cancellationToken) =>
        OpenAsync(db, "select pg_try_advisory_lock", "select pg_advisory_unlock", key, cancellationToken);

    private static async Task<SessionLock?> OpenAsync(
        DbContext db,
        string call,
        string unlock,
        SessionLockKey key,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var isLocked = false;
        try
        {
            await using var command = key.Command(call);
            command.Connection = (NpgsqlConnection)db.Database.GetDbConnection();
            isLocked = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
            return isLocked ? new SessionLock(db, unlock, key) : null;
        }
        catch
        {
            await EndAsync(db, key.Command(unlock)); // who knows whether it came to the lock
            throw;
        }
        finally
        {
            if (!isLocked)
            {
                await db.Database.CloseConnectionAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndAsync(db, key.Command(unlock));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static Task EndAsync(DbContext db, NpgsqlCommand end) =>
        ((NpgsqlConnection)db.Database.GetDbConnection()).EndSessionStateAsync(db.GetService<NpgsqlDataSource>(), end);
}

/// <summary>What a <see cref="SessionLock"/> locks: a number of our own, or a text whose hash is the number.</summary>
public readonly record struct SessionLockKey
{
    private SessionLockKey(object value, string sql) => (Value, Sql) = (value, sql);

    private object Value { get; }
    private string Sql { get; }

    /// <returns>The call of a function with this key.</returns>
    internal NpgsqlCommand Command(string call) => new($"{call}({Sql})") { Parameters = { new NpgsqlParameter { Value = Value } } };

    public static implicit operator SessionLockKey(long number) => new(number, "$1");

    public static implicit operator SessionLockKey(string text) => new(text, "hashtextextended($1, 0)");
}
