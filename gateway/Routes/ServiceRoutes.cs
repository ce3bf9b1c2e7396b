using System.Net;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Peers;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms;

namespace SocialServices.Gateway.Routes;

/// <summary>One cluster for each service and one route for each of its public paths. Nothing else of a service is reachable.</summary>
internal static class ServiceRoutes
{
    // As the server reads and writes them; ASCII alone would be refused halfway.
    private const string HeaderEncoding = "utf-8";

    // Files come in here; the longer path goes before the shorter one of its area.
    private const string Imports = "/api/v1/registry/imports";

    // Files of a case, and the scan of a signature.
    private static readonly string[] Files = ["/api/v1/referrals/cases/{id}/attachments", "/api/v1/referrals/consents/{id}/signature"];

    public static InMemoryConfigProvider Create(IServiceProvider services) =>
        Create(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IOptions<RouteOptions>>().Value);

    private static InMemoryConfigProvider Create(IConfiguration configuration, RouteOptions options) =>
        new(
            [
                .. Areas.Paths.Concat(Areas.OpenPaths).Select(path => Route(path.Area, path.Prefix, options.MaxRequestSize)),
                Route("registry", Imports, options.MaxImportSize),
                .. Files.Select(path => Route("referrals", path, options.MaxFileSize)),
            ],
            [.. Areas.All.Select(area => Cluster(area, configuration.GetServiceAddress(area, "http"), options))]
        );

    private static RouteConfig Route(string area, string prefix, long largestRequest) =>
        new RouteConfig
        {
            RouteId = prefix,
            ClusterId = area,
            Match = new RouteMatch { Path = $"{prefix}/{{**rest}}" },
            MaxRequestBodySize = largestRequest,
        }
            .WithTransformXForwarded(xDefault: ForwardedTransformActions.Set) // what the caller claims about itself is replaced
            .WithTransformRequestHeaderRemove("Forwarded");

    private static ClusterConfig Cluster(string area, Uri address, RouteOptions options) =>
        new()
        {
            ClusterId = area,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            // Service discovery makes of it one for each replica.
            Destinations = new Dictionary<string, DestinationConfig> { [area] = new() { Address = address.ToString() } },
            HttpClient = new HttpClientConfig { RequestHeaderEncoding = HeaderEncoding, ResponseHeaderEncoding = HeaderEncoding },
            HttpRequest = new ForwarderRequestConfig
            {
                ActivityTimeout = options.Timeout,
                Version = HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            },
            HealthCheck = new HealthCheckConfig
            {
                // When all are thought to be ill, one is tried all the same: a service that is back is reachable at once.
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Interval = options.ProbeEvery,
                    Timeout = TimeSpan.FromSeconds(3),
                    Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                    Path = "/health",
                },
                Passive = new PassiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                    ReactivationPeriod = options.ProbeEvery,
                },
            },
        };
}
