namespace SocialServices.AppHost;

/// <summary>
/// A service: its process, and a run of the same project with `--migrate` that brings its database up to date before.
/// Both have the same settings; the migrations wait for the database only.
/// </summary>
internal sealed record Service(IResourceBuilder<ProjectResource> Process, IResourceBuilder<ProjectResource> Migrations)
{
    public string Name => Process.Resource.Name;

    /// <summary>A client of <paramref name="server"/>, from when it is healthy.</summary>
    public Service Uses(IResourceBuilder<IResourceWithConnectionString> server)
    {
        Process.WithReference(server).WaitFor(server);
        Migrations.WithReference(server);
        return this;
    }

    public Service Encrypts(IResourceBuilder<ParameterResource> key) => With("Encryption__Key", key);

    /// <summary>Finds sealed values by blind indexes, under a key of their own: they must survive a rotation of the other.</summary>
    public Service FindsBy(IResourceBuilder<ParameterResource> indexKey) => With("Encryption__IndexKey", indexKey);

    /// <summary>REST for the gateway, gRPC for its peers: HTTP/2 without TLS cannot share a port with HTTP/1.1.</summary>
    public Service AsInternalService()
    {
        Process
            .WithHttpEndpoint(name: "http", env: "HTTP_PORT")
            .WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
            .WithHttpHealthCheck("/health", endpointName: "http")
            .WithUrlForEndpoint("http", url => url.DisplayText = "REST")
            .WithUrlForEndpoint("grpc", url => url.DisplayText = "gRPC");
        return this;
    }

    /// <summary>Asks <paramref name="peer"/> over gRPC. Does not wait for it: peers may ask each other.</summary>
    public Service Asks(Service peer) => With($"Peers__{peer.Name}", peer.Process.GetEndpoint("grpc"));

    public Service With(string variable, string value) => WithBoth(process => process.WithEnvironment(variable, value));

    public Service With(string variable, EndpointReference endpoint)
    {
        Process.WithEnvironment(variable, endpoint);
        Migrations.WithEnvironment(context => context.EnvironmentVariables[variable] = endpoint); // no arrow in the dashboard's graph
        return this;
    }

    public Service With(string variable, IResourceBuilder<ParameterResource> parameter) =>
        WithBoth(process => process.WithEnvironment(variable, parameter));

    private Service WithBoth(Action<IResourceBuilder<ProjectResource>> configure)
    {
        configure(Process);
        configure(Migrations);
        return this;
    }
}

internal static class ServiceExtensions
{
    /// <summary>A service with a database of its own.</summary>
    public static Service AddService<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<IResourceWithConnectionString> database
    )
        where TProject : IProjectMetadata, new()
    {
        var migrations = builder.AddProcess<TProject>($"{name}-migrations").WithArgs("--migrate").WaitFor(database);
        var process = builder.AddProcess<TProject>(name).WaitForCompletion(migrations);
        migrations.WithParentRelationship(process);
        return new Service(process, migrations).Uses(database);
    }

    private static IResourceBuilder<ProjectResource> AddProcess<TProject>(this IDistributedApplicationBuilder builder, string name)
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
            .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName);
}
