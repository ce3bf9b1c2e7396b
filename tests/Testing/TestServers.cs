namespace SocialServices.Testing;

/// <summary>The real PostgreSQL, Redis and RabbitMQ that <c>./stack test</c> starts for a run (eng/servers.sh).</summary>
public static class TestServers
{
    /// <summary>Npgsql connection string of the server, without a database.</summary>
    public static string Postgres { get; } = Required("TEST_POSTGRES");

    /// <summary>StackExchange.Redis connection string.</summary>
    public static string Redis { get; } = Required("TEST_REDIS");

    /// <summary>AMQP URI.</summary>
    public static string RabbitMq { get; } = Required("TEST_RABBITMQ");

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"{variable} is not set. Run ./stack test, or start the servers with eng/servers.sh and source the file it writes."
            );
}
