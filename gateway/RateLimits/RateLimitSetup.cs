using StackExchange.Redis;

namespace SocialServices.Gateway.RateLimits;

internal static class RateLimitSetup
{
    public static WebApplicationBuilder AddRateLimits(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<RateLimitOptions>()
            .BindConfiguration("RateLimits")
            .ValidateDataAnnotations()
            .Validate<IConfiguration>(
                (_, configuration) => configuration.GetConnectionString("cache") is { Length: > 0 },
                "The setting ConnectionStrings:cache is missing."
            )
            .ValidateOnStart();
        builder.AddRedisClient(
            "cache",
            settings => settings.DisableHealthChecks = true, // CacheHealth instead
            redis => (redis.AbortOnConnectFail, redis.ConnectTimeout) = (false, 2000)
        );

        // Connecting blocks for as long as Redis is away: beside the requests, not in the first of them.
        builder.Services.AddSingleton(services => new Lazy<Task<IConnectionMultiplexer>>(() =>
            Task.Run(services.GetRequiredService<IConnectionMultiplexer>)
        ));
        builder.Services.AddSingleton<SharedCounter>();
        builder.Services.AddHealthChecks().AddCheck<CacheHealth>("cache");
        return builder;
    }

    /// <summary>OpenIddict answers these within authentication: what comes after that never sees them. Token requests it counts itself.</summary>
    public static void UseRateLimitsOfDiscovery(this WebApplication app) =>
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/.well-known", StringComparison.OrdinalIgnoreCase),
            branch => branch.UseMiddleware<RateLimit>()
        );

    public static void UseRateLimits(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() => _ = app.Services.GetRequiredService<Lazy<Task<IConnectionMultiplexer>>>().Value);
        app.UseMiddleware<RateLimit>();
    }
}
