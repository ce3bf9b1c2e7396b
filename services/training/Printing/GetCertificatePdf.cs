using SocialServices.Training.Certificates;

namespace SocialServices.Training.Printing;

internal static class GetCertificatePdf
{
    private const int MaxPages = 1000;

    public static void Map(RouteGroupBuilder training)
    {
        training
            .MapGet("/certificates/{number}/pdf", HandleAsync)
            .WithName(nameof(GetCertificatePdf))
            .WithSummary("Get a certificate as PDF. For the holder's employer, the organizer and the issuers.")
            .Produces<Stream>(StatusCodes.Status200OK, "application/pdf")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        training
            .MapGet("/courses/{id:guid}/certificates.pdf", OfCourseAsync)
            .WithName("GetCourseCertificatesPdf")
            .WithSummary("Get all certificates of a course that you may see, in one PDF.")
            .Produces<Stream>(StatusCodes.Status200OK, "application/pdf")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    internal static Task<IResult> HandleAsync(
        string number,
        HttpResponse http,
        TrainingDb db,
        CertificateReader reader,
        CertificatePdf pdf,
        RequestContext context,
        CancellationToken cancellationToken
    ) => PrintAsync(db.Numbered(number), http, db, reader, pdf, context, cancellationToken);

    internal static Task<IResult> OfCourseAsync(
        Guid id,
        HttpResponse http,
        TrainingDb db,
        CertificateReader reader,
        CertificatePdf pdf,
        RequestContext context,
        CancellationToken cancellationToken
    ) =>
        PrintAsync(
            db.Certificates.Where(c => c.CourseId == id && c.RevokedAt == null && c.ReplacedBy == null),
            http,
            db,
            reader,
            pdf,
            context,
            cancellationToken
        );

    private static async Task<IResult> PrintAsync(
        IQueryable<Certificate> asked,
        HttpResponse http,
        TrainingDb db,
        CertificateReader reader,
        CertificatePdf pdf,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        var certificates = await asked
            .AsNoTracking()
            .VisibleTo(context.Caller!)
            .OrderBy(c => c.Id)
            .Take(MaxPages)
            .ToListAsync(cancellationToken);
        var missing = certificates.SelectMany(c => c.Issuers.Except(c.SignedBy)).Distinct().Order(StringComparer.Ordinal).ToList();
        var unsigned = certificates.RemoveAll(c => c.SignedAt is null);
        if (certificates.Count == 0)
        {
            return unsigned == 0
                ? CertificateAccess.NotFound
                : Problems.Conflict(
                    "certificate-unsigned",
                    "What is not signed by every issuer is not printed.",
                    $"It waits for the signature of {string.Join(", ", missing)}."
                );
        }

        var pages = new List<(Certificate, PrintedDetails)>();
        foreach (var certificate in certificates)
        {
            pages.Add((certificate, (await reader.ReadAsync(certificate, cancellationToken)).Printed));
            db.Audit("print certificate", $"certificate/{certificate.Id}");
        }

        await db.SaveChangesAsync(cancellationToken);
        http.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(pdf.Print(pages), "application/pdf");
    }
}
