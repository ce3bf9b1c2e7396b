namespace SocialServices.Training.Certificates;

internal static class GetCertificate
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/certificates/{number}", HandleAsync)
            .WithName(nameof(GetCertificate))
            .AboutPeople("certificate")
            .WithSummary("Read a certificate by the number printed on it. For the holder's employer, the organizer and the issuers.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<CertificateView>, ProblemHttpResult>> HandleAsync(
        string number,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        HolderLinks links,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var visible = db.Numbered(number).AsNoTracking().VisibleTo(context.Caller!);
        if (await visible.SingleOrDefaultAsync(cancellationToken) is not { } certificate)
        {
            return CertificateAccess.NotFound;
        }

        db.Audit("read certificate", $"certificate/{certificate.Id}");
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.ETag = ETag.Of(certificate.Version).ToString();
        http.Headers.CacheControl = "no-store";
        return TypedResults.Ok(CertificateView.Of(certificate, clock, links.Of(certificate.Id)));
    }
}
