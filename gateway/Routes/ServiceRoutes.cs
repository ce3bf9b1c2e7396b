using System.Net;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms;

namespace SocialServices.Gateway.Routes;

/// <summary>One cluster for each service and one route for each of its public paths. Nothing else of a service is reachable.</summary>
internal static class ServiceRoutes
{
    // Files come in here; the longer path goes before the shorter one of its area.
    private const string Imports = "/api/v1/registry/imports";

    // The addresses are not validated here but when the server starts: commands such as --migrate need none.
    public static InMemoryConfigProvider Create(IServiceProvider services) =>
        Create(
            ServiceAddresses.Read(services.GetRequiredService<IConfiguration>()),
            services.GetRequiredService<IOptions<RouteOptions>>().Value
        );

    private static InMemoryConfigProvider Create(ServiceAddresses addresses, RouteOptions options) =>
        new(
            [
                .. ServiceAddresses
                    .Paths.Concat(ServiceAddresses.OpenPaths)
                    .Select(path => Route(path.Area, path.Prefix, options.LargestRequest)),
                Route("registry", Imports, options.LargestImport),
            ],
            [.. ServiceAddresses.Areas.Select(area => Cluster(area, addresses.Of(area), options))]
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

    private static ClusterConfig Cluster(string area, IReadOnlyList<Uri> addresses, RouteOptions options) =>
        new()
        {
            ClusterId = area,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            Destinations = addresses.ToDictionary(
                address => address.Authority,
                address => new DestinationConfig { Address = address.ToString() }
            ),
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
