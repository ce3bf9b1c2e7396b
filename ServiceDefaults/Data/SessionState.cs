using System.Data;
using Npgsql;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>
/// What a connection has of its own beside transactions: locks, notifications it listens to, settings, temporary tables. The pool does
/// not reset connections (that would be a statement more each time), so whoever makes state ends it.
/// </summary>
public static class SessionState
{
    /// <summary>Ends all of it. A connection that cannot do so is not used again.</summary>
    public static async Task EndSessionStateAsync(this NpgsqlConnection connection)
    {
        if (connection.FullState is not ConnectionState.Open)
        {
            return; // the server has ended the session, and its state with it
        }

        try
        {
            await using var command = new NpgsqlCommand(
                "select pg_advisory_unlock_all(); unlisten *; reset all; discard temporary",
                connection
            );
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch
        {
            NpgsqlConnection.ClearPool(connection); // closes this one when it comes back
            throw;
        }
    }
}
