using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>The endpoint answers HEAD by itself: the gateway's routes, which pass it on.</summary>
public sealed record AnswersHead;

/// <summary>
/// HEAD works wherever GET does (RFC 9110 9.3.2): everything sees a GET, and the server leaves out the body. What is forwarded to
/// another process (<see cref="AnswersHead"/>) stays a HEAD on its way.
/// </summary>
internal static class HeadRequests
{
    private static readonly object IsHead = new();

    public static void UseRoutingOfHeadRequests(this WebApplication app)
    {
        app.Use(
            (context, next) =>
            {
                if (HttpMethods.IsHead(context.Request.Method))
                {
                    context.Items[IsHead] = true;
                    context.Request.Method = HttpMethods.Get;
                }

                return next(context);
            }
        );
        app.UseRouting();
        app.Use(
            (context, next) =>
            {
                if (context.Items.ContainsKey(IsHead) && context.GetEndpoint()?.Metadata.GetMetadata<AnswersHead>() is not null)
                {
                    context.Request.Method = HttpMethods.Head;
                }

                return next(context);
            }
        );
    }
}
