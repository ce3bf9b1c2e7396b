using System.Globalization;

namespace SocialServices.AppHost;

/// <summary>The one door: public port, identity of services and clients, routes.</summary>
internal static class GatewayExtensions
{
    public static IResourceBuilder<ProjectResource> AsPublicGateway(this IResourceBuilder<ProjectResource> gateway)
    {
        var port = int.Parse(gateway.ApplicationBuilder.Configuration[Settings.GatewayPort]!, CultureInfo.InvariantCulture);
        return gateway
            .WithHttpEndpoint(port: port, name: "http", env: "HTTP_PORT")
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health", endpointName: "http")
            .WithEnvironment("Identity__Issuer", gateway.GetEndpoint("http"));
    }

    /// <summary>The gateway issues and vouches for tokens; the service has credentials of its own to ask its peers with.</summary>
    public static IResourceBuilder<ProjectResource> IdentifiedBy(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ProjectResource> gateway
    ) =>
        service
            .WithEnvironment("Identity__Authority", gateway.GetEndpoint("http"))
            .WithEnvironment("Identity__ClientId", service.Resource.Name)
            .WithEnvironment("Identity__ClientSecret", gateway.AdmitClient(service.Resource.Name));

    /// <summary>The service writes the public address into what it gives out: QR codes, credentials, calendar links.</summary>
    public static IResourceBuilder<ProjectResource> ReachedThrough(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ProjectResource> gateway
    ) => service.WithEnvironment("Public__Url", gateway.GetEndpoint("http"));

    public static IResourceBuilder<ProjectResource> RoutesTo(
        this IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ProjectResource> service
    ) => gateway.WaitFor(service).WithReference(service);

    /// <summary>Clients for trying the system out; what each may do stands in the gateway's appsettings.</summary>
    public static IReadOnlyList<DemoClient> AdmitDemoClients(this IResourceBuilder<ProjectResource> gateway, params string[] clientIds) =>
        [.. clientIds.Select(clientId => new DemoClient(clientId, gateway.AdmitClient(clientId), gateway.AdmitKey(clientId)))];

    /// <summary>The client vouches for its workers with the key; the gateway gets the public part only.</summary>
    private static IResourceBuilder<ParameterResource> AdmitKey(this IResourceBuilder<ProjectResource> gateway, string clientId)
    {
        var key = gateway.ApplicationBuilder.AddKeyPair($"{clientId}-client-key");
        gateway.WithEnvironment(async context =>
        {
            if (context.ExecutionContext.IsRunMode)
            {
                context.EnvironmentVariables[$"Clients__{clientId}__PublicKeys"] = KeyPair.PublicPem(
                    (await key.Resource.GetValueAsync(context.CancellationToken))!
                );
            }
        });
        return key;
    }

    private static IResourceBuilder<ParameterResource> AdmitClient(this IResourceBuilder<ProjectResource> gateway, string clientId)
    {
        var secret = gateway.ApplicationBuilder.AddSecret($"{clientId}-client-secret");
        gateway.WithEnvironment($"Clients__{clientId}__Secret", secret);
        return secret;
    }
}
