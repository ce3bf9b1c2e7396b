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
    )
    {
        var redis = new LocalRedis(name, Repository(builder), password.Resource);
        return builder
            .AddLocalServer("redis", redis)
            .WithAccounts(redis.ConnectionStringOf, (accounts, _) => string.Join('\n', CacheAccounts.Rules(accounts)));
    }

    public static IResourceBuilder<LocalRabbitMq> AddLocalRabbitMq(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource> password
    )
    {
        var broker = new LocalRabbitMq(name, Repository(builder), password.Resource);
        return builder.AddLocalServer("rabbitmq", broker).WithAccounts(broker.ConnectionStringOf, BrokerDefinitions);

        static string BrokerDefinitions(IReadOnlyList<Account> accounts, Account administrator) =>
            BrokerAccounts.Definitions(administrator, accounts);
    }

    /// <summary>The server gets them, without the passwords, in its own form when it starts.</summary>
    private static IResourceBuilder<T> WithAccounts<T>(
        this IResourceBuilder<T> builder,
        Func<string, ParameterResource, ReferenceExpression> connectionString,
        Func<IReadOnlyList<Account>, Account, string> write
    )
        where T : LocalServer
    {
        var accounts = new ServerAccounts(connectionString);
        return builder
            .WithAnnotation(accounts)
            .WithEnvironment(async context =>
            {
                var password = (await builder.Resource.Password.GetValueAsync(context.CancellationToken))!;
                var all = await accounts.ReadAsync(context.CancellationToken);
                context.EnvironmentVariables["SERVER_ACCOUNTS"] = write(all, new Account(LocalServer.User, password));
            });
    }

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
