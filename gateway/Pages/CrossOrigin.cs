namespace SocialServices.Gateway.Pages;

/// <summary>Browser applications of other origins, if <c>Cors:Origins</c> names any. There are no cookies, so none are allowed.</summary>
internal static class CrossOrigin
{
    private static readonly string[] Exposed =
    [
        "ETag",
        "Link",
        "Location",
        "Retry-After",
        "RateLimit-Limit",
        "RateLimit-Remaining",
        "RateLimit-Reset",
        "Idempotency-Replayed",
    ];

    public static void UseCrossOrigin(this WebApplication app)
    {
        if (app.Configuration.GetSection("Cors:Origins").Get<string[]>() is { Length: > 0 } origins)
        {
            app.UseCors(policy =>
                policy
                    .WithOrigins(origins)
                    .AllowAnyHeader()
                    .AllowAnyMethod()
                    .WithExposedHeaders(Exposed)
                    .SetPreflightMaxAge(TimeSpan.FromHours(1))
            );
        }
    }
}
