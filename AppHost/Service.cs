namespace SocialServices.AppHost;

/// <summary>The parts that every service has. A service that runs here brings its database up to date before it listens.</summary>
internal static class ServiceExtensions
{
    /// <summary>A service with a database, an encryption key and an audit key of its own.</summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        Servers servers
    )
        where TProject : IProjectMetadata, new() =>
        builder
            .AddProject<TProject>(
                name,
                options =>
                {
                    options.ExcludeLaunchProfile = true;
                    options.ExcludeKestrelEndpoints = true;
                }
            )
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName) // not inherited by Aspire's children
            .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName)
            // Aspire says true in development: whole query strings would stand in traces.
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "false")
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "false")
            .WithEnvironment("MigrateOnStart", "true")
            .WithSecret("Encryption__Key", $"{name}-encryption-key")
            .WithSecret("Audit__Key", $"{name}-audit-key")
            .WithEnvironment("Audit__AnchorDirectory", Path.Combine(builder.Configuration[Settings.StateDirectory]!, "data", "anchors"))
            .OwnsAndUses(servers.AddDatabase(name));

    /// <summary>It runs as a role that owns nothing, and migrates as the owner, where the database has one of its own.</summary>
    private static IResourceBuilder<ProjectResource> OwnsAndUses(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<IResourceWithConnectionString> database
    ) =>
        (
            database.Resource is ServiceDatabase { OwnerConnectionStringExpression: var owner }
                ? service.WithEnvironment("Migrations__ConnectionString", owner)
                : service
        ).Uses(database);

    /// <summary>A client of <paramref name="server"/>, from when it is healthy; with an account of its own where the server has such.</summary>
    public static IResourceBuilder<ProjectResource> Uses(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<IResourceWithConnectionString> server
    ) =>
        (
            server.Resource.TryGetLastAnnotation<ServerAccounts>(out var accounts)
                ? service
                    .WithEnvironment(
                        $"ConnectionStrings__{server.Resource.Name}",
                        accounts.Admit(service.ApplicationBuilder, server.Resource.Name, service.Resource.Name)
                    )
                    .WithReferenceRelationship(server)
                : service.WithReference(server)
        ).WaitFor(server);

    /// <summary>A generated value that this instance of the system keeps.</summary>
    public static IResourceBuilder<ProjectResource> WithSecret(
        this IResourceBuilder<ProjectResource> service,
        string variable,
        string secret
    ) => service.WithEnvironment(variable, service.ApplicationBuilder.AddSecret(secret));

    /// <summary>REST for the gateway, gRPC for its peers: HTTP/2 without TLS cannot share a port with HTTP/1.1.</summary>
    public static IResourceBuilder<ProjectResource> AsInternalService(this IResourceBuilder<ProjectResource> service) =>
        service
            .WithHttpEndpoint(name: "http", env: "HTTP_PORT")
            .WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
            .WithHttpHealthCheck("/health", endpointName: "http")
            .WithUrlForEndpoint("http", url => url.DisplayText = "REST")
            .WithUrlForEndpoint("grpc", url => url.DisplayText = "gRPC");

    /// <summary>Asks <paramref name="peer"/> over gRPC. Does not wait for it: peers may ask each other.</summary>
    public static IResourceBuilder<ProjectResource> Asks(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ProjectResource> peer
    ) => service.WithReference(peer);
}
