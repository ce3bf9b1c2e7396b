using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>
/// A lock of the connection, not of a transaction: for work that asks other services meanwhile, or that has several transactions. It
/// ends with this object, and with the connection when the process is killed.
/// </summary>
public sealed class SessionLock : IAsyncDisposable
{
    private readonly DbContext db;

    private SessionLock(DbContext db) => this.db = db;

    /// <summary>Waits for its turn.</summary>
    /// <param name="db">Its connection stays open, and locked, until this ends.</param>
    /// <param name="key">What is locked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<SessionLock> WaitAsync(DbContext db, SessionLockKey key, CancellationToken cancellationToken) =>
        (await OpenAsync(db, $"select true from pg_advisory_lock({key.Sql})", key, cancellationToken))!;

    /// <summary>Waits for those only that do not share it.</summary>
    /// <inheritdoc cref="WaitAsync"/>
    public static async Task<SessionLock> WaitSharedAsync(DbContext db, SessionLockKey key, CancellationToken cancellationToken) =>
        (await OpenAsync(db, $"select true from pg_advisory_lock_shared({key.Sql})", key, cancellationToken))!;

    /// <returns>Null while another has it.</returns>
    /// <inheritdoc cref="WaitAsync"/>
    public static Task<SessionLock?> TryAsync(DbContext db, SessionLockKey key, CancellationToken cancellationToken) =>
        OpenAsync(db, $"select pg_try_advisory_lock({key.Sql})", key, cancellationToken);

    private static async Task<SessionLock?> OpenAsync(DbContext db, string sql, SessionLockKey key, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var (connection, isLocked) = ((NpgsqlConnection)db.Database.GetDbConnection(), false);
        try
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = key.Value } } };
            isLocked = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
            return isLocked ? new SessionLock(db) : null;
        }
        catch
        {
            await connection.EndSessionStateAsync(); // who knows whether it came to the lock
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
            await ((NpgsqlConnection)db.Database.GetDbConnection()).EndSessionStateAsync();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>What a <see cref="SessionLock"/> locks: a number of our own, or a text whose hash is the number.</summary>
public readonly record struct SessionLockKey
{
    private SessionLockKey(object value, string sql) => (Value, Sql) = (value, sql);

    internal object Value { get; }
    internal string Sql { get; }

    public static implicit operator SessionLockKey(long number) => new(number, "$1");

    public static implicit operator SessionLockKey(string text) => new(text, "hashtextextended($1, 0)");
}
