using System.Threading.RateLimiting;
using Microsoft.AspNetCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SocialServices.Gateway.RateLimits;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.Identity;

/// <summary>
/// Slows down guessing. After some wrong answers for a client from one address, its attempts from there are looked at one a
/// second; the right one passes, wrong ones get 429. Other addresses and clients notice nothing, so nobody can lock a client out.
/// </summary>
internal sealed class TokenAttempts(SharedCounter counter, IOptions<RateLimitOptions> options) : IAsyncDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Assertions = new();
    private static readonly string Property = typeof(TokenAttempts).FullName!;

    // The newest first: who floods the queue pushes its own older attempts out.
    private readonly PartitionedRateLimiter<string> slowLane = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            static _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 1,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 10,
                QueueProcessingOrder = QueueProcessingOrder.NewestFirst,
            }
        )
    );

    public static void AddTo(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler.UseSingletonHandler<Slow>().SetOrder(OpenIddictServerHandlers.ValidateClientAssertion.Descriptor.Order - 500)
        );
        Add<ApplyTokenResponseContext>();
        Add<ApplyIntrospectionResponseContext>();
        Add<ApplyRevocationResponseContext>();

        void Add<TContext>()
            where TContext : BaseRequestContext =>
            server.AddEventHandler<TContext>(handler =>
                handler
                    .UseSingletonHandler<Count<TContext>>()
                    .SetOrder(OpenIddictServerAspNetCoreHandlers.AttachHttpResponseCode<TContext>.Descriptor.Order - 500)
            );
    }

    public ValueTask DisposeAsync() => slowLane.DisposeAsync();

    /// <returns>False when too many attempts wait already.</returns>
    private async Task<bool> TryWaitAsync(string address, string clientId, CancellationToken cancellationToken)
    {
        var lane =
            await IsOverAsync(Pair(address, clientId), 0, options.Value.FailedTokenRequests) is not null ? Pair(address, clientId)
            : await IsOverAsync(Anonymous(address), 0, options.Value.PerAddress) is not null ? Anonymous(address)
            : null;
        if (lane is null)
        {
            return true;
        }

        using var lease = await slowLane.AcquireAsync(lane, 1, cancellationToken);
        return lease.IsAcquired;
    }

    /// <returns>For how long, when there were too many.</returns>
    private async Task<TimeSpan?> CountAsync(string address, string clientId, bool isGuess)
    {
        var pair = isGuess ? await IsOverAsync(Pair(address, clientId), 1, options.Value.FailedTokenRequests + 1) : null;
        return await IsOverAsync(Anonymous(address), 1, options.Value.PerAddress + 1) ?? pair;
    }

    private async Task<TimeSpan?> IsOverAsync(string key, int by, int limit) =>
        await counter.AddAsync(key, by, Window) is { } count && count.Value >= limit ? count.Reset : null;

    private static string Pair(string address, string clientId) => $"failures:{address}:{clientId}";

    /// <summary>The counter of <see cref="RateLimit"/> for requests without a token.</summary>
    private static string Anonymous(string address) => $"address:{address}";

    /// <summary>Who it is said to be.</summary>
    private static string ClientIdOf(OpenIddictRequest? request) =>
        (
            request?.ClientId
            ?? (
                request?.ClientAssertion is { } assertion && Assertions.CanReadToken(assertion)
                    ? Assertions.ReadJsonWebToken(assertion).Issuer
                    : null
            )
        )
            is { Length: <= 100 } clientId
            ? clientId
            : "";

    private sealed class Slow(TokenAttempts attempts) : IOpenIddictServerHandler<ProcessAuthenticationContext>
    {
        public async ValueTask HandleAsync(ProcessAuthenticationContext context)
        {
            var http = context.Transaction.GetHttpRequest()!.HttpContext;
            if (!await attempts.TryWaitAsync(ClientAddress.Of(http), ClientIdOf(context.Request), http.RequestAborted))
            {
                context.Transaction.Properties[Property] = true;
                context.Reject(Errors.SlowDown, "Too many attempts.");
            }
        }
    }

    private sealed class Count<TContext>(TokenAttempts attempts) : IOpenIddictServerHandler<TContext>
        where TContext : BaseRequestContext
    {
        public async ValueTask HandleAsync(TContext context)
        {
            // Other errors are no guesses: the client has proved who it is.
            if (context.Transaction.Response?.Error is not (Errors.InvalidClient or Errors.InvalidRequest or Errors.SlowDown))
            {
                return;
            }

            var http = context.Transaction.GetHttpRequest()!.HttpContext;
            var reset = await attempts.CountAsync(
                ClientAddress.Of(http),
                ClientIdOf(context.Transaction.Request),
                context.Transaction.Response.Error is Errors.InvalidClient
            );
            if (reset is not null || context.Transaction.Properties.ContainsKey(Property))
            {
                await TooManyRequests.Answer(http, reset ?? Window).ExecuteAsync(http);
                context.HandleRequest();
            }
        }
    }
}
