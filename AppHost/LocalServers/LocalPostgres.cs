using Npgsql;

namespace SocialServices.AppHost.LocalServers;

internal sealed class LocalPostgres(string name, string repository, ParameterResource password) : LocalServer(name, repository, password)
{
    public override ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Host={Host};Port={Port};Username={User};Password={Password}");

    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        // Without a pool, which would hand out a connection to a server that has gone.
        var connectionString = $"{await GetConnectionStringAsync(cancellationToken)};Database=postgres;Pooling=false;Timeout=5";
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
