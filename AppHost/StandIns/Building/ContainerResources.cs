namespace Aspire.Hosting;

/// <summary>The model of an AppHost that uses containers compiles; to run them takes Aspire itself.</summary>
public static class ContainerResourceBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null) => throw NotHere();

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) => throw NotHere();

    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) => throw NotHere();

    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null) => throw NotHere();

    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => throw NotHere();

    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) => throw NotHere();

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) => throw NotHere();

    internal static DistributedApplicationException NotHere() =>
        new("Containers need Aspire's own packages, which this machine's package feed does not have. Set Servers=local or Servers=external.");
}

public sealed class PostgresServerResource() : ContainerConnection("postgres");

public sealed class PostgresDatabaseResource() : ContainerConnection("database");

public sealed class RedisResource() : ContainerConnection("redis");

public sealed class RabbitMQServerResource() : ContainerConnection("rabbitmq");

public abstract class ContainerConnection(string name) : Resource(name), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression => throw ContainerResourceBuilderExtensions.NotHere();
}
