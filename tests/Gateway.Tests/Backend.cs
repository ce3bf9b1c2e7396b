using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialServices.Gateway.Tests;

/// <summary>A service behind the gateway on a real port: it tells what reached it.</summary>
internal sealed class Backend : IAsyncDisposable
{
    public const string ProblemType = "urn:socialservices:problem:no-capacity-free";

    /// <summary>Of answers: the method as it arrived.</summary>
    public const string MethodHeader = "Echo-Method";

    private readonly WebApplication app;

    private Backend(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>Requests that arrived under <c>/api</c>.</summary>
    public int Received { get; private set; }

    public int Probes { get; private set; }

    /// <summary>How long its OpenAPI document takes.</summary>
    public TimeSpan DocumentTakes { get; set; }

    /// <summary>Without one it answers 503.</summary>
    public bool HasDocument { get; set; } = true;

    public string? LastMethod { get; private set; }

    public static async Task<Backend> StartAsync(string area)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null; // the limit is the gateway's
            kestrel.ResponseHeaderEncodingSelector = static _ => System.Text.Encoding.UTF8;
        });
        var backend = new Backend(builder.Build());
        backend.Map(area);
        await backend.app.StartAsync();
        return backend;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private void Map(string area)
    {
        var path = $"/api/v1/{area}";
        app.MapGet(
            "/health",
            () =>
            {
                Probes++;
                return "Healthy";
            }
        );
        app.MapGet("/internal", () => "not for everybody");
        app.MapGet(
            "/openapi/v1.json",
            async (CancellationToken cancellationToken) =>
            {
                await Task.Delay(DocumentTakes, cancellationToken);
                return HasDocument ? Results.Text(OpenApi.Of(area), "application/json") : Results.StatusCode(503);
            }
        );
        app.MapGet($"{path}/slow", (HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        app.MapGet($"{path}/broken", (HttpContext http) => http.Abort());
        app.MapGet(
            $"{path}/tagged",
            (HttpContext http) =>
            {
                http.Response.Headers.ETag = "\"7\"";
                http.Response.Headers.Link = $"<{path}/tagged?after=x>; rel=\"next\"";
                return Results.Ok();
            }
        );
        app.MapGet(
            $"{path}/named",
            (HttpContext http) =>
            {
                http.Response.Headers["X-Name"] = "Ýeňme";
                return Results.Ok();
            }
        );
        app.MapPost(
            $"{path}/problem",
            () => Results.Problem("There is none.", statusCode: 409, title: "No place is free.", type: ProblemType)
        );
        app.Map(path + "/{**rest}", EchoAsync);
        app.Map("/hsds/{**rest}", EchoAsync);
        app.MapGet("/fhir/slow", (HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        app.MapGet("/fhir/broken", (HttpContext http) => http.Abort());
        app.Map("/fhir/{**rest}", EchoAsync);
        app.Map("/verify/{**rest}", EchoAsync);
        app.Map("/calendars/{**rest}", EchoAsync);
    }

    private async Task<IResult> EchoAsync(HttpRequest request)
    {
        (Received, LastMethod) = (Received + 1, request.Method);
        request.HttpContext.Response.Headers[MethodHeader] = request.Method;
        using var reader = new StreamReader(request.Body);
        return Results.Json(
            new Echo(
                request.Method,
                request.Path + request.QueryString,
                request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync()
            )
        );
    }
}

/// <summary>What reached the service.</summary>
internal sealed record Echo(string Method, string Target, Dictionary<string, string> Headers, string Body);
