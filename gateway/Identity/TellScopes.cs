using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.Identity;

/// <summary>Tells the granted scopes in every answer; OpenIddict leaves them out when they are the ones asked for.</summary>
internal sealed class TellScopes : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ProcessSignInContext>()
            .UseSingletonHandler<TellScopes>()
            .SetOrder(OpenIddictServerHandlers.AttachSignInParameters.Descriptor.Order + 500)
            .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        context.Response.Scope = string.Join(' ', context.Principal!.GetScopes());
        return ValueTask.CompletedTask;
    }
}
