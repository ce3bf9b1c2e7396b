using System.Text;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using SocialServices.Gateway.ActingPersons;
using SocialServices.ServiceDefaults.Http;
using Yarp.ReverseProxy.Configuration;

namespace SocialServices.Gateway.Routes;

internal static class RouteSetup
{
    public static WebApplicationBuilder AddRoutes(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RouteOptions>().BindConfiguration("Routes").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RequiredAddresses>().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RequiredAddresses>, RequiredAddresses.Validator>();
        builder.Services.AddSingleton<IProxyConfigProvider>(ServiceRoutes.Create);
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, FhirProblems>()); // before the one that writes everything
        builder.Services.AddReverseProxy().AddServiceDiscoveryDestinationResolver().AddTransforms(PersonHeaders.Remove);

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.UTF8);
        return builder;
    }

    /// <summary>Only the networks of <c>TrustedProxies</c> may say whom they speak for. Without any nobody may: given empty lists, the middleware would believe everybody.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Configuration.GetSection("TrustedProxies").Get<string[]>() is not { Length: > 0 } networks)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        app.UseForwardedHeaders(options);
    }

    public static void MapRoutes(this WebApplication app) =>
        app.MapReverseProxy(proxy =>
            {
                proxy.UseMiddleware<UpstreamProblems>();
                proxy.UseLoadBalancing();
                proxy.UsePassiveHealthChecks();
            })
            .ConfigureEndpoints(
                (endpoint, route) =>
                {
                    endpoint.WithMetadata(new AnswersHead());
                    if (Areas.OpenPaths.Any(open => open.Prefix == route.RouteId))
                    {
                        endpoint.AllowAnonymous();
                    }
                    else
                    {
                        endpoint.RequireScopeOf(route.ClusterId!);
                    }
                }
            );
}
