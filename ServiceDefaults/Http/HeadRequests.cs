using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>The endpoint answers HEAD by itself: the gateway's routes, which pass it on.</summary>
public sealed record AnswersHead;

/// <summary>HEAD is answered as GET, wherever GET is; the server leaves the body out.</summary>
internal static class HeadRequests
{
    private static readonly object Asked = new();

    /// <summary>Before routing, which would find no endpoint.</summary>
    public static void UseHeadAsGet(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (HttpMethods.IsHead(http.Request.Method))
                {
                    http.Items[Asked] = Asked;
                    http.Request.Method = HttpMethods.Get;
                }

                return next(http);
            }
        );

    /// <summary>After routing.</summary>
    public static void UseOwnHead(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (http.Items.ContainsKey(Asked) && http.GetEndpoint()?.Metadata.GetMetadata<AnswersHead>() is not null)
                {
                    http.Request.Method = HttpMethods.Head;
                }

                return next(http);
            }
        );
}
