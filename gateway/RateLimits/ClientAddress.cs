using System.Net;
using System.Net.Sockets;

namespace SocialServices.Gateway.RateLimits;

/// <summary>Whom an anonymous request is counted for.</summary>
internal static class ClientAddress
{
    /// <summary>The IPv4 address, or the IPv6 network of 64 bits, all of which one subscriber has.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        if (address.AddressFamily is AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }
}
