namespace SocialServices.AppHost;

/// <summary>What the services have in common, and the words in which Program.cs says how they belong together.</summary>
internal static class ServiceExtensions
{
    /// <summary>A service with its own database, which a run of the same project with `--migrate` brings up to date first.</summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<IResourceWithConnectionString> database)
        where TProject : IProjectMetadata, new()
    {
        var migrations = builder.AddProcess<TProject>($"{name}-migrations")
            .WithArgs("--migrate")
            .Uses(database);

        return builder.AddProcess<TProject>(name)
            .Uses(database)
            .WaitForCompletion(migrations);
    }

    /// <summary>A client of <paramref name="server"/>, from when it is healthy.</summary>
    public static IResourceBuilder<ProjectResource> Uses(this IResourceBuilder<ProjectResource> service, IResourceBuilder<IResourceWithConnectionString> server) =>
        service.WithReference(server).WaitFor(server);

    public static IResourceBuilder<ProjectResource> Encrypts(this IResourceBuilder<ProjectResource> service, IResourceBuilder<ParameterResource> key) =>
        service.WithEnvironment("Encryption__Key", key);

    /// <summary>REST for the gateway, gRPC for its peers: HTTP/2 without TLS cannot share a port with HTTP/1.1.</summary>
    public static IResourceBuilder<ProjectResource> AsInternalService(this IResourceBuilder<ProjectResource> service) =>
        service.WithHttpEndpoint(name: "http", env: "HTTP_PORT")
            .WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
            .WithHttpHealthCheck("/health", endpointName: "http");

    /// <summary>Asks <paramref name="peer"/> over gRPC. Does not wait for it: peers may ask each other.</summary>
    public static IResourceBuilder<ProjectResource> Asks(this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> peer) =>
        service.WithEnvironment($"Peers__{peer.Resource.Name}", peer.GetEndpoint("grpc"));

    private static IResourceBuilder<ProjectResource> AddProcess<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, options =>
        {
            options.ExcludeLaunchProfile = true;
            options.ExcludeKestrelEndpoints = true;
        })
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName) // not inherited by Aspire's children
        .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName);
}
