using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Data;

namespace SocialServices.Training.Certificates;

internal static class RevokeCertificate
{
    /// <param name="Reason">issued-in-error, misconduct, superseded or other.</param>
    /// <param name="Text">What happened; kept sealed.</param>
    public sealed record Request(
        RevocationReason Reason,
        [property: Required, MaxLength(2000), RegularExpression(Codes.Lines)] string Text
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/certificates/{number}/revoke", HandleAsync)
            .WithName(nameof(RevokeCertificate))
            .AboutPeople("certificate")
            .WithSummary("Revoke a certificate: from today on it does not count.");

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
        if (await db.Certificates.SingleOrDefaultAsync(c => c.Number == number, cancellationToken) is not { } certificate)
        {
            return Problems.NotFound("The certificate");
        }

        if (!context.Caller!.MayActFor(certificate.Organizer))
        {
            return CourseAccess.NotTheOrganizer;
        }

        if (ifMatch?.Matches(certificate.Version) is false)
        {
            return Problems.Stale;
        }

        var now = clock.GetUtcNow();
        if (!certificate.TryRevoke(request.Reason, envelope.Seal(request.Text, certificate.Id), now))
        {
            return Problems.Conflict("certificate-revoked", "The certificate has already been revoked.");
        }

        db.Audit("revoke certificate", $"certificate/{certificate.Id}", request.Reason.ToString());
        db.Publish(
            new CertificateRevoked(certificate.Id, certificate.WorkerId, certificate.Competence)
            {
                EventId = Guid.CreateVersion7(now),
                OccurredAt = now,
            }
        );

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }

        http.Headers.ETag = ETag.Of(certificate.Version).ToString();
        return TypedResults.Ok(CertificateView.Of(certificate, clock));
    }
}
