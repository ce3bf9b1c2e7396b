using System.Globalization;
using Microsoft.Extensions.Options;
using SocialServices.Gateway.Routes;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Gateway.RateLimits;

/// <summary>
/// Counts every request for its client, or for its address when it has no valid token, and says in every answer what is
/// left: <c>RateLimit-Limit</c>, <c>-Remaining</c>, <c>-Reset</c> (draft-ietf-httpapi-ratelimit-headers-07).
/// </summary>
internal sealed class RateLimit(RequestDelegate next, SharedCounter counter, IOptions<RateLimitOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.Value is "/health" or "/alive") // a probe that is refused would get the gateway restarted
        {
            await next(http);
            return;
        }

        var (key, limit) =
            Areas.IsOpen(http.Request.Path) ? ($"open:{ClientAddress.Of(http)}", options.Value.PerAddressOpen)
            : http.User.Identity is { IsAuthenticated: true } ? ($"client:{Caller.Of(http.User).ClientId}", options.Value.PerClient)
            : ($"address:{ClientAddress.Of(http)}", options.Value.PerAddress);
        if (await counter.AddAsync(key, 1, Window) is { } count)
        {
            http.Response.Headers["RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
            http.Response.Headers["RateLimit-Remaining"] = Math.Max(0, limit - count.Value).ToString(CultureInfo.InvariantCulture);
            http.Response.Headers["RateLimit-Reset"] = TooManyRequests.Seconds(count.Reset);
            if (count.Value > limit)
            {
                await TooManyRequests.Answer(http, count.Reset).ExecuteAsync(http);
                return;
            }
        }

        await next(http);
    }
}
