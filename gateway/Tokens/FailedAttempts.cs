using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SocialServices.Gateway.RateLimits;

namespace SocialServices.Gateway.Tokens;

/// <summary>
/// Slows down guessing: after some wrong secrets for a client from one address, that address gets no answer for this
/// client until the minute is over. Other addresses do, so that nobody can lock a client out.
/// </summary>
internal sealed class FailedAttempts(SharedCounter counter, IOptions<RateLimitOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <returns>429, or null when the attempt may go on.</returns>
    public async Task<ProblemHttpResult?> RefusalAsync(HttpContext http, string clientId) =>
        await counter.AddAsync(KeyOf(http, clientId), 0, Window) is { } count && count.Value >= options.Value.FailedTokenRequests
            ? TooManyRequests.Answer(http, count.Reset)
            : null;

    public Task CountAsync(HttpContext http, string clientId) => counter.AddAsync(KeyOf(http, clientId), 1, Window);

    private static string KeyOf(HttpContext http, string clientId) => $"failures:{ClientAddress.Of(http)}:{clientId}";
}
