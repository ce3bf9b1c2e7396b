using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// The page on which a receiver without an account answers. The key stands behind the # of the link, which browsers do not send; the
/// page's script puts it into the bodies of the two calls of <see cref="OpenLink"/> and <see cref="AnswerByLink"/>.
/// </summary>
internal static class LinkPage
{
    private const string Kept = "public, max-age=3600"; // an address gets few requests a minute

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    // Of the build: the page and its scripts belong together, also while a browser keeps those of the version before.
    private static readonly string Version = typeof(LinkPage).Assembly.ManifestModule.ModuleVersionId.ToString("n")[..12];

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        ["texts.js"] = "text/javascript",
        ["page.js"] = "text/javascript",
        ["page.css"] = "text/css",
    };

    /// <summary>Where the page of a key is, below the public address of the gateway.</summary>
    public static string PathOf(string key) => $"{LinkAccess.Prefix}#{key}";

    public static void Map(IEndpointRouteBuilder open)
    {
        open.MapGet(LinkAccess.Prefix, Page)
            .WithName("ReferralLinkPage")
            .Produces<string>(contentType: "text/html")
            .WithSummary(
                "The page that opens a referral by the key behind the # of the link and answers it. In Turkmen, Russian and English."
            );
        open.MapGet($"{LinkAccess.Prefix}/{{version}}/{{file}}", Part).ExcludeFromDescription();
    }

    internal static ContentHttpResult Page(HttpResponse http) =>
        Of("page.html", "text/html", "no-store", http, text => text.Replace("{version}", Version, StringComparison.Ordinal));

    internal static Results<ContentHttpResult, NotFound> Part(string version, string file, HttpResponse http) =>
        version == Version && MediaTypes.TryGetValue(file, out var mediaType)
            ? Of(file, mediaType, Kept, http, text => text)
            : TypedResults.NotFound(); // of another version: the page is to be opened again

    private static ContentHttpResult Of(string file, string mediaType, string caching, HttpResponse http, Func<string, string> fill)
    {
        var headers = http.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = caching;
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Referrer-Policy"] = "no-referrer";
        using var reader = new StreamReader(typeof(LinkPage).Assembly.GetManifestResourceStream($"link.{file}")!);
        return TypedResults.Content(fill(reader.ReadToEnd()), mediaType, Encoding.UTF8);
    }
}
