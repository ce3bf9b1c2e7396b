using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace SocialServices.Gateway.RateLimits;

/// <param name="Value">Within the window that is running.</param>
/// <param name="Reset">How long it still runs.</param>
internal readonly record struct Count(long Value, TimeSpan Reset);

/// <summary>
/// Counts in fixed windows in Redis, for all replicas together. Without Redis there are no counts and everything passes:
/// a cache that is away must not stop the programme.
/// </summary>
internal sealed partial class SharedCounter(
    Lazy<Task<IConnectionMultiplexer>> redis,
    IOptions<RateLimitOptions> options,
    TimeProvider clock,
    ILogger<SharedCounter> logger
)
{
    // One step in Redis: a counter that is raised but never expires would lock its client out for good.
    private const string Add = """
        local count = redis.call('INCRBY', KEYS[1], ARGV[1])
        local left = redis.call('PTTL', KEYS[1])
        if left < 0 then
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            left = tonumber(ARGV[2])
        end
        return {count, left}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly Counter<long> Uncounted = SocialServicesTelemetry.Meter.CreateCounter<long>(
        "socialservices.gateway.uncounted",
        "{request}",
        "Requests that no limit was applied to, because Redis was away."
    );

    private long awayUntil; // ticks; no request waits for a Redis that has just failed

    /// <param name="key">What is counted.</param>
    /// <param name="by">0 looks without counting.</param>
    /// <param name="window">Begins with the first count.</param>
    /// <returns>Null when Redis is away.</returns>
    public async Task<Count?> AddAsync(string key, int by, TimeSpan window)
    {
        if (clock.GetUtcNow().Ticks < Volatile.Read(ref awayUntil) || !redis.Value.IsCompleted)
        {
            Uncounted.Add(1);
            return null;
        }

        try
        {
            var database = (await redis.Value).GetDatabase();
            var answer = await database
                .ScriptEvaluateAsync(Add, [options.Value.Prefix + key], [by, (long)window.TotalMilliseconds])
                .WaitAsync(Patience, clock);
            return (RedisValue[]?)answer is [var count, var left] ? new Count((long)count, TimeSpan.FromMilliseconds((long)left)) : null;
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or AggregateException or ObjectDisposedException)
        {
            Volatile.Write(ref awayUntil, (clock.GetUtcNow() + Pause).Ticks);
            Uncounted.Add(1);
            LogAway(fault.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Fault}); requests pass without a rate limit")]
    private partial void LogAway(string fault);
}
