using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary>
/// REST on one port and gRPC on another: without TLS, HTTP/2 and HTTP/1.1 cannot share one.
/// <c>HTTP_PORT</c> and <c>GRPC_PORT</c> name them (0 = any free port); <c>LISTEN_ADDRESS</c> is <c>localhost</c> or <c>any</c>.
/// </summary>
internal static class ServicePorts
{
    private const int MaxRequestBodySize = 1024 * 1024;

    public static void ListenOnServicePorts(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(
            (context, kestrel) =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
                var everywhere = context.Configuration["LISTEN_ADDRESS"] is "any";
                Listen(kestrel, context.Configuration.GetValue<int?>("HTTP_PORT"), HttpProtocols.Http1, everywhere);
                Listen(kestrel, context.Configuration.GetValue<int?>("GRPC_PORT"), HttpProtocols.Http2, everywhere);
            }
        );

    private static void Listen(KestrelServerOptions kestrel, int? port, HttpProtocols protocols, bool everywhere)
    {
        switch (port)
        {
            case null:
                break;
            case { } anywhere when everywhere:
                kestrel.ListenAnyIP(anywhere, options => options.Protocols = protocols);
                break;
            case 0: // Kestrel cannot pick one free port for both loopback addresses.
                kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = protocols);
                break;
            default:
                kestrel.ListenLocalhost(port.Value, options => options.Protocols = protocols);
                break;
        }
    }
}
