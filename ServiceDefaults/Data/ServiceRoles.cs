using System.Globalization;
using Npgsql;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>
/// Two roles for a database: the owner migrates it, the service runs as a role that owns nothing. That role reads and writes the
/// service's tables, and may only insert into and read the audit log.
/// </summary>
public static class ServiceRoles
{
    private const string ReadAndInsert = "select, insert";
    private const string ReadAndWrite = "select, insert, update, delete, truncate";

    private static readonly Dictionary<string, string> Restricted = new(StringComparer.Ordinal)
    {
        ["audit_entries"] = ReadAndInsert,
        ["audit_chain"] = ReadAndInsert,
        ["audit_unchained"] = "select, insert, delete",
        ["audit"] = "select", // of the previous version
        ["__EFMigrationsHistory"] = "select",
    };

    /// <summary>Gives the service's role its rights to all tables of the owner, and takes away any other; after each migration.</summary>
    /// <param name="owner">A connection of the role that owns the database.</param>
    /// <param name="service">The role that the service runs as. It must exist.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <exception cref="InvalidOperationException">There is no such role.</exception>
    public static async Task GrantAsync(NpgsqlConnection owner, string service, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(owner, service, cancellationToken))
        {
            throw new InvalidOperationException(
                $"The database role {service}, as which the service runs, does not exist. Create it (docs/operations.md, Database roles) and migrate again."
            );
        }

        await using var transaction = await owner.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(owner, "select pg_advisory_xact_lock(hashtext('service-roles'))", cancellationToken); // replicas that migrate at once
        var role = Quote(service);
        var statements = new List<string>
        {
            $"grant usage on schema public to {role}",
            $"grant temporary on database {Quote(owner.Database)} to {role}", // what is made anew is compared before it takes its place
        };
        foreach (var (name, isSequence) in await OwnAsync(owner, cancellationToken))
        {
            var (kind, rights) = isSequence ? ("sequence", "usage, select") : ("table", Restricted.GetValueOrDefault(name, ReadAndWrite));
            statements.Add($"revoke all on {kind} public.{Quote(name)} from {role}");
            statements.Add($"grant {rights} on {kind} public.{Quote(name)} to {role}");
        }

        await ExecuteAsync(owner, string.Join(";\n", statements), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string role, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select exists (select from pg_roles where rolname = @role)", connection);
        command.Parameters.AddWithValue("role", role);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<(string Name, bool IsSequence)>> OwnAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select relname, relkind = 'S' from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S') and pg_has_role(relowner, 'usage')
            order by relname
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var own = new List<(string, bool)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            own.Add((reader.GetString(0), reader.GetBoolean(1)));
        }

        return own;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Quote(string name) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
}
