using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Tokens;

/// <summary>The OAuth 2.0 token endpoint: client credentials for an access token (RFC 6749 4.4).</summary>
internal static partial class IssueToken
{
    public const string Path = "/oauth/token";
    private const int LargestForm = 16 * 1024;

    /// <param name="Token">A JWT by RFC 9068.</param>
    /// <param name="Type">Always <c>Bearer</c>.</param>
    /// <param name="ExpiresIn">Seconds.</param>
    /// <param name="Scope">Granted scopes, space separated.</param>
    public sealed record Response(
        [property: JsonPropertyName("access_token")] string Token,
        [property: JsonPropertyName("token_type")] string Type,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("scope")] string Scope
    );

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost(Path, HandleAsync)
            .WithName(nameof(IssueToken))
            .WithSummary("Get an access token for a client (grant_type=client_credentials).")
            .WithDescription("Credentials as HTTP Basic (client_secret_basic) or in the form (client_secret_post).")
            .WithTags("Access")
            .WithMetadata(new RequestSizeLimitAttribute(LargestForm))
            .WithOwnQueryRules() // RFC 6749 3.2: ignored
            .AddOpenApiOperationTransformer(TokenForm.DescribeAsync)
            .Produces<OAuthError>(StatusCodes.Status400BadRequest)
            .Produces<OAuthError>(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .AllowAnonymous();

    internal static async Task<Results<Ok<Response>, JsonHttpResult<OAuthError>, ProblemHttpResult>> HandleAsync(
        HttpContext http,
        GatewayDb db,
        ClientSecrets secrets,
        AccessToken tokens,
        FailedAttempts failures,
        ILogger<Response> logger,
        CancellationToken cancellationToken
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        if (await TokenForm.ReadAsync(http.Request, cancellationToken) is not { } form)
        {
            return OAuthError.InvalidRequest("The body is not a form (application/x-www-form-urlencoded).").ToResult(http.Response);
        }

        if (!TokenRequest.TryRead(form, http.Request, out var request, out var error))
        {
            return error.ToResult(http.Response);
        }

        if (await failures.RefusalAsync(http, request.ClientId) is { } tooMany)
        {
            return tooMany;
        }

        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ClientId, cancellationToken);
        if (!secrets.Matches(client, request.ClientId, request.Secret))
        {
            await failures.CountAsync(http, request.ClientId);
            LogRefused(logger, client?.Id ?? "(unknown)"); // what an unknown client calls itself may be anything
            return OAuthError.InvalidClient.ToResult(http.Response);
        }

        var scopes = request.Scopes.Count > 0 ? request.Scopes : client!.Scopes;
        return scopes.Except(client!.Scopes).Any()
            ? OAuthError.InvalidScope("The client was not granted every scope it asks for.").ToResult(http.Response)
            : TypedResults.Ok(
                new Response(tokens.For(client, scopes), "Bearer", (int)AccessToken.Lifetime.TotalSeconds, string.Join(' ', scopes))
            );
    }

    [LoggerMessage(LogLevel.Warning, "No token for client {ClientId}: disabled, or its secret is wrong")]
    private static partial void LogRefused(ILogger logger, string clientId);
}
