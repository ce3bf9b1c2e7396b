using Scalar.AspNetCore;

namespace SocialServices.Gateway.Pages;

/// <summary>On every answer; what a service or a page has set itself stays.</summary>
internal static class SecurityHeaders
{
    /// <summary>For what is not a page: a browser that shows it anyway loads and runs nothing.</summary>
    public const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Scalar: its own files, the one inline script that starts it, the styles that it writes itself.</summary>
    private static string ApiDocs(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(() =>
                {
                    var headers = http.Response.Headers;
                    headers.TryAdd(
                        "Content-Security-Policy",
                        http.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce ? ApiDocs(nonce) : NothingAllowed
                    );
                    headers.TryAdd("X-Content-Type-Options", "nosniff");
                    headers.TryAdd("Referrer-Policy", "no-referrer");
                    headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
                    if (http.Request.IsHttps)
                    {
                        headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
                    }

                    return Task.CompletedTask;
                });
                return next(http);
            }
        );
}
