using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.ActingPersons;

/// <summary>503 when a service that must be asked does not answer: OpenIddict would say 400, which clients do not repeat.</summary>
internal sealed class UnavailableAnswer : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ApplyTokenResponseContext>()
            .UseSingletonHandler<UnavailableAnswer>()
            .SetOrder(OpenIddictServerAspNetCoreHandlers.AttachHttpResponseCode<ApplyTokenResponseContext>.Descriptor.Order + 500)
            .Build();

    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Error is Errors.TemporarilyUnavailable)
        {
            var response = context.Transaction.GetHttpRequest()!.HttpContext.Response;
            (response.StatusCode, response.Headers.RetryAfter) = (StatusCodes.Status503ServiceUnavailable, "5");
        }

        return ValueTask.CompletedTask;
    }
}
