using System.Data;
using Npgsql;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>
/// What a connection has of its own beside transactions: locks, notifications it listens to, settings, temporary tables. The pool does
/// not reset connections (that would be a statement more each time), so whoever makes state ends it.
/// </summary>
public static class SessionState
{
    private const int MaxSeconds = 5; // nothing here waits for anybody

    /// <summary>Ends all of it. A connection that cannot do so is not used again.</summary>
    /// <param name="connection">Outside of transactions.</param>
    /// <param name="pool">Where it goes back to.</param>
    public static Task EndSessionStateAsync(this NpgsqlConnection connection, NpgsqlDataSource pool) =>
        connection.EndSessionStateAsync(
            pool,
            new NpgsqlCommand("select pg_advisory_unlock_all(); unlisten *; reset all; discard temporary")
        );

    internal static async Task EndSessionStateAsync(this NpgsqlConnection connection, NpgsqlDataSource pool, NpgsqlCommand end)
    {
        if (connection.State is not ConnectionState.Open)
        {
            return; // the server has ended the session, and its state with it
        }

        (end.Connection, end.CommandTimeout) = (connection, MaxSeconds);
        await using (end)
        {
            try
            {
                await end.ExecuteNonQueryAsync(CancellationToken.None);
            }
            catch
            {
                pool.Clear(); // closes this one when it comes back, and others when nobody uses them
                throw;
            }
        }
    }
}
