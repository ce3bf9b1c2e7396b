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

    /// <summary>Where the page of a key is, below the public address of the gateway.</summary>
    public static string PathOf(string key) => $"{LinkAccess.Prefix}#{key}";

    public static void Map(IEndpointRouteBuilder open)
    {
        open.MapGet(LinkAccess.Prefix, Page)
            .WithName("ReferralLinkPage")
            .WithSummary(
                "The page that opens a referral by the key behind the # of the link and answers it. In Turkmen, Russian and English."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/html");
        open.MapGet($"{LinkAccess.Prefix}/texts.js", Texts).ExcludeFromDescription();
        open.MapGet($"{LinkAccess.Prefix}/page.js", Script).ExcludeFromDescription();
        open.MapGet($"{LinkAccess.Prefix}/page.css", Style).ExcludeFromDescription();
    }

    internal static FileStreamHttpResult Page(HttpResponse http) => Of("page.html", "text/html; charset=utf-8", "no-store", http);

    internal static FileStreamHttpResult Texts(HttpResponse http) => Of("texts.js", "text/javascript; charset=utf-8", Kept, http);

    internal static FileStreamHttpResult Script(HttpResponse http) => Of("page.js", "text/javascript; charset=utf-8", Kept, http);

    internal static FileStreamHttpResult Style(HttpResponse http) => Of("page.css", "text/css; charset=utf-8", Kept, http);

    private static FileStreamHttpResult Of(string file, string mediaType, string caching, HttpResponse http)
    {
        var headers = http.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = caching;
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Stream(typeof(LinkPage).Assembly.GetManifestResourceStream($"link.{file}")!, mediaType);
    }
}
