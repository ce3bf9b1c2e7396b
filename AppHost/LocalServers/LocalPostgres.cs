using Npgsql;

namespace SocialServices.AppHost.LocalServers;

internal sealed class LocalPostgres(string name, string repository, ParameterResource password) : LocalServer(name, repository, password)
{
    public override ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Host={Host};Port={Port};Username={User};Password={Password}");

    public override async Task CheckAsync(CancellationToken cancellationToken) =>
        await ExecuteAsync($"{await GetConnectionStringAsync(cancellationToken)};Database=postgres", "SELECT 1", cancellationToken);

    /// <summary>Creates the database unless it is there.</summary>
    public async Task CreateDatabaseAsync(string database, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(
                $"{await GetConnectionStringAsync(cancellationToken)};Database=postgres",
                $"CREATE DATABASE \"{database}\"",
                cancellationToken
            );
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // From an earlier run.
        }
    }

    internal static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        // Without a pool, which would hand out a connection to a server that has gone.
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Timeout=5");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
