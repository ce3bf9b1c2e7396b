using System.ComponentModel;
using SocialServices.Training.Certificates;

namespace SocialServices.Training.Checking;

internal static class CheckCertificate
{
    public static void Map(RouteGroupBuilder verify)
    {
        verify
            .MapGet("/{number}", HandleAsync)
            .WithName(nameof(CheckCertificate))
            .WithSummary("Check a certificate by its full number, without login: a page, or JSON when asked for.")
            .WithDescription(
                "The answer has the certificate's status and everything that is printed on it. Case, spaces and dashes are ignored."
            )
            .Produces<CheckedCertificate>(StatusCodes.Status200OK, "application/json", "text/html")
            .Produces<CheckedCertificate>(StatusCodes.Status404NotFound, "application/json", "text/html");
        verify.MapGet("", FormAsync).ExcludeFromDescription();
        verify.MapGet("/style.css", () => TypedResults.Text(CheckPage.Style, "text/css")).ExcludeFromDescription();
    }

    internal static async Task<IResult> HandleAsync(
        [MaxLength(100)] string number,
        [Description("tk, ru or en; by Accept-Language when not given.")] string? lang,
        HttpContext http,
        TrainingDb db,
        PublicCheck check,
        CancellationToken cancellationToken
    )
    {
        var language = PublicAnswer.LanguageOf(http.Request, lang);
        var certificate = await db.Numbered(number).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var found = await check.CheckAsync(certificate, language, cancellationToken);
        var answer = found ?? CheckedCertificate.Unknown(number, language);
        return PublicAnswer.Of(http, answer, language, found is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    private static Task<IResult> FormAsync(
        [MaxLength(100)] string? number,
        string? lang,
        HttpContext http,
        TrainingDb db,
        PublicCheck check,
        CancellationToken cancellationToken
    ) =>
        string.IsNullOrWhiteSpace(number)
            ? Task.FromResult(PublicAnswer.Form(http, PublicAnswer.LanguageOf(http.Request, lang)))
            : HandleAsync(number, lang, http, db, check, cancellationToken);
}
