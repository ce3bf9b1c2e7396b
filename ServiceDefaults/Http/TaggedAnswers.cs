using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>
/// Gives every JSON answer an entity tag of what it shows, and answers 304 to <c>If-None-Match</c> (RFC 9110 13.1.2). The tag of a record begins with
/// its version. The rest is a hash of the answer: two callers who are shown different things, or one who reads in another language, never share a tag.
/// </summary>
internal sealed class TaggedAnswers(RequestDelegate next)
{
    private const int HashBytes = 8;

    public async Task InvokeAsync(HttpContext http)
    {
        // Only what this process answers itself, and not by gRPC: a gateway passes tags of others on.
        if (http.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>() is null || IsGrpc(http.Request))
        {
            await next(http);
            return;
        }

        var original = http.Response.Body;
        await using var body = new HeldBody(http.Response, original);
        http.Response.Body = body;
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = original;
        }

        if (body.Held is { } held)
        {
            await AnswerAsync(http, held);
        }
    }

    private static async Task AnswerAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var (request, response) = (http.Request, http.Response);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, HashBytes));
        var version = response.Headers.ETag.ToString().Trim('"');
        var tag = new EntityTagHeaderValue(version.Length > 0 ? $"\"{version}{ETag.Separator}{hash}\"" : $"\"{hash}\"");
        response.Headers.ETag = tag.ToString();
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        if (IsRead(request) && IsKnown(request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentType = null;
            return;
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }

    internal static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true;

    private static bool IsKnown(StringValues header, EntityTagHeaderValue tag) =>
        header.Count > 0
        && EntityTagHeaderValue.TryParseList(header, out var known)
        && known.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(tag, useStrongComparison: false));
}

internal static class TaggedAnswersSetup
{
    public static void UseTaggedAnswers(this WebApplication app) => app.UseMiddleware<TaggedAnswers>();
}
