using System.Globalization;

namespace SocialServices.AppHost;

/// <summary>The one door: public port, identity of services and clients, routes.</summary>
internal static class GatewayExtensions
{
    public static Service AsPublicGateway(this Service gateway)
    {
        var port = int.Parse(gateway.Process.ApplicationBuilder.Configuration[Settings.GatewayPort]!, CultureInfo.InvariantCulture);
        gateway
            .Process.WithHttpEndpoint(port: port, name: "http", env: "HTTP_PORT")
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health", endpointName: "http");
        return gateway.With("Identity__Issuer", gateway.Process.GetEndpoint("http"));
    }

    /// <summary>The gateway issues and vouches for tokens; the service has credentials of its own to ask its peers with.</summary>
    public static Service IdentifiedBy(this Service service, Service gateway) =>
        service
            .With("Identity__Authority", gateway.Process.GetEndpoint("http"))
            .With("Identity__ClientId", service.Name)
            .With("Identity__ClientSecret", gateway.AdmitClient(service.Name));

    /// <summary>The service writes the public address into what it gives out: QR codes, credentials, calendar links.</summary>
    public static Service ReachedThrough(this Service service, Service gateway) =>
        service.With("Public__Url", gateway.Process.GetEndpoint("http"));

    public static Service RoutesTo(this Service gateway, Service service)
    {
        gateway.Process.WaitFor(service.Process);
        return gateway.With($"Services__{service.Name}", service.Process.GetEndpoint("http"));
    }

    /// <summary>Clients for trying the system out; what each may do stands in the gateway's appsettings.</summary>
    public static IReadOnlyDictionary<string, IResourceBuilder<ParameterResource>> AdmitDemoClients(
        this Service gateway,
        params string[] clientIds
    ) => clientIds.ToDictionary(clientId => clientId, gateway.AdmitClient);

    private static IResourceBuilder<ParameterResource> AdmitClient(this Service gateway, string clientId)
    {
        var secret = gateway.Process.ApplicationBuilder.AddSecret($"{clientId}-client-secret");
        gateway.With($"Clients__{clientId}__Secret", secret);
        return secret;
    }
}
