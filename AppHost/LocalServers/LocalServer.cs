using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SocialServices.AppHost.LocalServers;

/// <summary>A server of this machine's own packages, run as a child process by eng/server.sh with its data below the state directory.</summary>
internal abstract class LocalServer : ExecutableResource, IResourceWithConnectionString
{
    public const string User = "stack";

    protected LocalServer(string name, string repository, ParameterResource password)
        : base(name, Path.Combine(repository, "eng", "server.sh"), repository)
    {
        Password = password;
        Endpoint = new EndpointReference(this, "tcp");
    }

    public ParameterResource Password { get; }

    public abstract ReferenceExpression ConnectionStringExpression { get; }

    public EndpointReference Endpoint { get; }

    protected EndpointReferenceExpression Host => Endpoint.Property(EndpointProperty.Host);

    protected EndpointReferenceExpression Port => Endpoint.Property(EndpointProperty.Port);

    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        ConnectionStringExpression.GetValueAsync(cancellationToken);

    /// <returns>When a client with these credentials is served; else it throws.</returns>
    public abstract Task CheckAsync(CancellationToken cancellationToken);
}

internal static class LocalServerExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IResourceBuilder<LocalPostgres> AddLocalPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource> password
    ) => builder.AddLocalServer("postgres", new LocalPostgres(name, Repository(builder), password.Resource));

    public static IResourceBuilder<LocalRedis> AddLocalRedis(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource> password
    ) => builder.AddLocalServer("redis", new LocalRedis(name, Repository(builder), password.Resource));

    public static IResourceBuilder<LocalRabbitMq> AddLocalRabbitMq(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource> password
    ) => builder.AddLocalServer("rabbitmq", new LocalRabbitMq(name, Repository(builder), password.Resource));

    /// <summary>A health check that passes when <paramref name="check"/> returns.</summary>
    public static IResourceBuilder<T> WithCheck<T>(this IResourceBuilder<T> builder, Func<CancellationToken, Task> check)
        where T : IResource
    {
        var key = $"{builder.Resource.Name}_check";
        builder
            .ApplicationBuilder.Services.AddHealthChecks()
            .AddAsyncCheck(
                key,
                async cancellationToken =>
                {
                    await check(cancellationToken);
                    return HealthCheckResult.Healthy();
                },
                timeout: Patience
            );
        return builder.WithHealthCheck(key);
    }

    private static IResourceBuilder<T> AddLocalServer<T>(this IDistributedApplicationBuilder builder, string kind, T server)
        where T : LocalServer =>
        builder
            .AddResource(server)
            .WithEndpoint(name: "tcp")
            .WithEnvironment("SERVER_USER", LocalServer.User)
            .WithEnvironment("SERVER_PASSWORD", builder.CreateResourceBuilder(server.Password))
            .WithArgs(context =>
            {
                context.Args.Add(kind);
                context.Args.Add("--data");
                context.Args.Add(Path.Combine(builder.Configuration[Settings.StateDirectory]!, "data", kind));
                context.Args.Add("--port");
                context.Args.Add(new EndpointReference(server, "tcp").Property(EndpointProperty.TargetPort));
            })
            .WithCheck(server.CheckAsync);

    private static string Repository(IDistributedApplicationBuilder builder) =>
        Path.GetFullPath(Path.Combine(builder.AppHostDirectory, ".."));
}
