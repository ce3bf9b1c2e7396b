using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.Features;
using OpenIddict.Server.AspNetCore;
using SocialServices.ServiceDefaults.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SocialServices.Gateway.Identity;

/// <summary>What a token request may look like at all, before OpenIddict reads it.</summary>
internal static class TokenRequests
{
    private const int MaxSize = 16 * 1024;

    // RFC 6749 3.2 ignores other parameters: then `scope[0]=x` of a client library would get all scopes.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        Parameters.GrantType,
        Parameters.Scope,
        Parameters.ClientId,
        Parameters.ClientSecret,
        Parameters.ClientAssertion,
        Parameters.ClientAssertionType,
        Parameters.SubjectToken,
        Parameters.SubjectTokenType,
        Parameters.ActorToken,
        Parameters.ActorTokenType,
        Parameters.RequestedTokenType,
        Parameters.Audience,
        Parameters.Resource,
    };

    public static void AddTo(OpenIddictServerBuilder server) =>
        server.AddEventHandler<ExtractTokenRequestContext>(handler =>
            handler
                .UseInlineHandler(RefuseUnknownParameters)
                .SetOrder(OpenIddictServerAspNetCoreHandlers.ExtractPostRequest<ExtractTokenRequestContext>.Descriptor.Order + 500)
        );

    /// <summary>Limits the size of the forms, and refuses those that cannot be decoded.</summary>
    public static void UseTokenRequests(this WebApplication app) =>
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments(IdentitySetup.Endpoints, StringComparison.OrdinalIgnoreCase),
            branch =>
                branch.Use(
                    (http, next) =>
                    {
                        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                        {
                            size.MaxRequestBodySize = MaxSize;
                        }

                        return http.Request.HasForeignCharset() ? RefuseCharsetAsync(http) : next(http);
                    }
                )
        );

    private static async Task RefuseCharsetAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(
            new Dictionary<string, string>
            {
                [Parameters.Error] = Errors.InvalidRequest,
                [Parameters.ErrorDescription] = "The form must be sent in UTF-8.",
            }
        );
    }

    private static ValueTask RefuseUnknownParameters(ExtractTokenRequestContext context)
    {
        var http = context.Transaction.GetHttpRequest()!;
        if (http.QueryString.HasValue)
        {
            context.Reject(Errors.InvalidRequest, "Parameters belong in the form, not in the URL.");
        }
        else if (http.Form.Any(field => field.Value.Count > 1 && field.Key is not (Parameters.Audience or Parameters.Resource)))
        {
            context.Reject(Errors.InvalidRequest, "A parameter occurs twice.");
        }
        else if (http.Form.Keys.Any(name => !Known.Contains(name)))
        {
            context.Reject(Errors.InvalidRequest, $"A parameter is not known. These are: {string.Join(' ', Known)}.");
        }

        return ValueTask.CompletedTask;
    }
}
