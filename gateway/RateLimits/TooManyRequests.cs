using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Gateway.RateLimits;

internal static class TooManyRequests
{
    /// <summary>429 that says when to come back.</summary>
    public static ProblemHttpResult Answer(HttpContext http, TimeSpan reset)
    {
        http.Response.Headers.RetryAfter = Seconds(reset);
        return Problems.Of(
            StatusCodes.Status429TooManyRequests,
            ProblemTypes.Of("too-many-requests"),
            "Too many requests.",
            "Wait as many seconds as Retry-After says."
        );
    }

    /// <summary>Rounded up: who waits that long is not refused again.</summary>
    public static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
