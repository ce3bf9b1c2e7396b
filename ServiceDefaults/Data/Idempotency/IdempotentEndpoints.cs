using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.Idempotency;

/// <summary>Marks endpoints that answer a repeated Idempotency-Key as the first time.</summary>
public static class IdempotentEndpoints
{
    /// <summary>
    /// The endpoint creates something: it needs an <c>Idempotency-Key</c>, and a repeated request gets the first answer.
    /// The handler writes with <c>SaveChangesAsync</c> alone (no transaction of its own) and asks peers before it writes.
    /// </summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter<IdempotencyFilter>().WithMetadata(new IdempotentEndpoint());

    /// <summary>Lets the filter read the body that the handler has already read.</summary>
    internal static void UseRequestBodyReplay(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<IdempotentEndpoint>() is not null)
                {
                    context.Request.EnableBuffering();
                }

                return next(context);
            }
        );
}
