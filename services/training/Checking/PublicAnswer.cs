namespace SocialServices.Training.Checking;

/// <summary>Answers that need no login: never stored, never indexed, and a page that can run and load nothing but its stylesheet.</summary>
internal static class PublicAnswer
{
    private const string Policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>On every answer below, also on refusals.</summary>
    public static RouteGroupBuilder Unindexed(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(
            (invocation, next) =>
            {
                var headers = invocation.HttpContext.Response.Headers;
                headers.CacheControl = "no-store";
                headers["X-Robots-Tag"] = "noindex, nofollow";
                headers["Referrer-Policy"] = "no-referrer";
                return next(invocation);
            }
        );
        return group;
    }

    public static string LanguageOf(HttpRequest request, string? asked) =>
        asked is "tk" or "ru" or "en" ? asked : LocalizedText.LanguageOf(request) ?? "en";

    /// <summary>The page for browsers, JSON for who asks for it.</summary>
    public static IResult Of(
        HttpContext http,
        CheckedCertificate certificate,
        string language,
        int status,
        params IEnumerable<(LocalizedText Text, string Address)> links
    ) =>
        WantsJson(http.Request)
            ? TypedResults.Json(certificate, statusCode: status)
            : Page(http, CheckPage.Write(certificate, language, $"/verify/{Uri.EscapeDataString(certificate.Number)}", links), status);

    public static IResult Form(HttpContext http, string language) =>
        Page(http, CheckPage.Write(null, language, "/verify"), StatusCodes.Status200OK);

    private static ContentHttpResult Page(HttpContext http, string html, int status)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.Text(html, "text/html; charset=utf-8", statusCode: status);
    }

    private static bool WantsJson(HttpRequest request) =>
        request.GetTypedHeaders().Accept is var accepted
        && accepted.Any(type => type.MediaType.Value is "application/json")
        && !accepted.Any(type => type.MediaType.Value is "text/html");
}
