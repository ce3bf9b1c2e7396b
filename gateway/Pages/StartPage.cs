using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Gateway.Identity;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Gateway.Pages;

/// <summary>What a person sees who opens the gateway in a browser: plain HTML without scripts, in the reader's language.</summary>
internal static class StartPage
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1.125rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
        a{color:#0b5394}a:focus-visible{outline:3px solid #b35900;outline-offset:2px}
        li{margin:.5rem 0}
        @media (prefers-color-scheme:dark){body{color:#eee;background:#121212}a{color:#8ab4f8}}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static readonly LocalizedText Pages = new(
        Render(StartPageText.Turkmen),
        Render(StartPageText.Russian),
        Render(StartPageText.English)
    );
    private static readonly LocalizedText Languages = new("tk", "ru", "en");

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/", Handle).ExcludeFromDescription().AllowAnonymous();

    internal static ContentHttpResult Handle(HttpRequest request, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.ContentLanguage = Languages.For(request);
        response.Headers.Vary = "Accept-Language";
        return TypedResults.Text(Pages.For(request), "text/html", Encoding.UTF8);
    }

    private static string Render(StartPageText text) =>
        $"""
            <!DOCTYPE html>
            <html lang="{text.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{text.Title}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{text.Title}</h1>
            <p>{text.Purpose}</p>
            <nav aria-label="{text.Links}">
            <ul>
            <li><a href="/docs/">{text.Docs}</a></li>
            <li><a href="/openapi/v1.json">{text.Document}</a></li>
            <li><a href="{IdentitySetup.Discovery}/oauth-authorization-server">{text.Discovery}</a></li>
            <li><a href="/health">{text.Health}</a></li>
            </ul>
            </nav>
            <p>{text.Access}</p>
            </main>
            </body>
            </html>

            """;
}
