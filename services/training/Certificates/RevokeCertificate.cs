using Microsoft.AspNetCore.Mvc;
using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Certificates;

internal static class RevokeCertificate
{
    /// <param name="Reason">issued-in-error (it never counted), misconduct (it counted until today), superseded or other.</param>
    /// <param name="Text">What happened; kept sealed.</param>
    /// <example>{"reason": "issued-in-error", "text": "The post-test was of another participant."}</example>
    public sealed record Request(
        RevocationReason Reason,
        [property: Required, MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Text
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/certificates/{number}/revoke", HandleAsync)
            .WithName(nameof(RevokeCertificate))
            .AboutPeople("certificate")
            .WithSummary("Revoke a certificate. It counts no longer; if it was issued in error, it never counted. For its issuers.")
            .Refuses(
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed,
                StatusCodes.Status422UnprocessableEntity
            );

    internal static async Task<Results<Ok<CertificateView>, ProblemHttpResult>> HandleAsync(
        string number,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var certificate = await db.Numbered(number).SingleOrDefaultAsync(cancellationToken);
        if (CertificateAccess.UnlessIssuer(certificate, context.Caller!) is { } forbidden)
        {
            return forbidden;
        }

        if (ifMatch?.Matches(certificate!.Version) is false)
        {
            return Problems.Stale;
        }

        if (request.Reason is RevocationReason.Corrected)
        {
            return Problems.Invalid("reason", "Correct the certificate instead.");
        }

        var now = clock.GetUtcNow();
        if (!certificate!.TryRevoke(request.Reason, envelope.Seal(request.Text, certificate.Id, nameof(certificate.RevocationNote)), now))
        {
            return Problems.Conflict("certificate-revoked", "The certificate has already been revoked.");
        }

        db.Audit("revoke certificate", $"certificate/{certificate.Id}", request.Reason.ToString());
        if (certificate.SignedAt is not null)
        {
            db.Publish(Revoked(certificate, now));
        }

        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return http.Ok(certificate.Version, CertificateView.Of(certificate, clock));
    }

    public static CertificateRevoked Revoked(Certificate certificate, DateTimeOffset now) =>
        new(certificate.Id, certificate.WorkerId, certificate.Competence, Words.Of(certificate.RevocationReason!.Value), Ashgabat.Day(now));
}
