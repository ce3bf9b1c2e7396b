using SocialServices.Training.Certificates;
using SocialServices.Training.Credentials;
using SocialServices.Training.Printing;

namespace SocialServices.Training.Checking;

internal static class HolderPage
{
    public static void Map(RouteGroupBuilder verify)
    {
        verify
            .MapGet("/holder/{token}", HandleAsync)
            .WithName(nameof(HolderPage))
            .WithSummary("Read a certificate by its holder's own link: what everybody sees, and the links to PDF and credential.")
            .Produces<CheckedCertificate>(StatusCodes.Status200OK, "application/json", "text/html")
            .ProducesProblem(StatusCodes.Status404NotFound);
        verify
            .MapGet("/holder/{token}/certificate.pdf", PdfAsync)
            .WithName("HolderPdf")
            .WithSummary("Get the certificate as PDF, by its holder's own link.")
            .Produces<Stream>(StatusCodes.Status200OK, "application/pdf")
            .ProducesProblem(StatusCodes.Status404NotFound);
        verify
            .MapGet("/holder/{token}/credential.jwt", CredentialAsync)
            .WithName("HolderCredential")
            .WithSummary("Get the Open Badges 3.0 credential as VC-JWT, by its holder's own link.")
            .Produces<string>(StatusCodes.Status200OK, "application/vc+jwt")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<IResult> HandleAsync(
        string token,
        string? lang,
        HttpContext http,
        TrainingDb db,
        HolderLinks links,
        PublicCheck check,
        CancellationToken cancellationToken
    )
    {
        var language = PublicAnswer.LanguageOf(http.Request, lang);
        var certificate = await FindAsync(db, links, token, cancellationToken);
        return await check.CheckAsync(certificate, language, cancellationToken) is not { } found
            ? CertificateAccess.NotFound
            : PublicAnswer.Of(
                http,
                found,
                language,
                StatusCodes.Status200OK,
                (Texts.Certificate, $"/verify/holder/{token}/certificate.pdf"),
                (Texts.Credential, $"/verify/holder/{token}/credential.jwt")
            );
    }

    internal static async Task<IResult> PdfAsync(
        string token,
        TrainingDb db,
        HolderLinks links,
        CertificateReader reader,
        CertificatePdf pdf,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(db, links, token, cancellationToken) is not { SignedAt: not null } certificate)
        {
            return CertificateAccess.NotFound;
        }

        var (printed, _) = await reader.ReadAsync(certificate, cancellationToken);
        return TypedResults.Bytes(pdf.Print([(certificate, printed)]), "application/pdf");
    }

    internal static async Task<IResult> CredentialAsync(
        string token,
        TrainingDb db,
        HolderLinks links,
        CertificateReader reader,
        OpenBadge badge,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(db, links, token, cancellationToken) is not { SignedAt: not null } certificate)
        {
            return CertificateAccess.NotFound;
        }

        var (printed, programme) = await reader.ReadAsync(certificate, cancellationToken);
        return TypedResults.Text(await badge.SignAsync(certificate, printed, programme, cancellationToken), "application/vc+jwt");
    }

    private static async Task<Certificate?> FindAsync(
        TrainingDb db,
        HolderLinks links,
        string token,
        CancellationToken cancellationToken
    ) => links.Read(token) is { } id ? await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) : null;
}
