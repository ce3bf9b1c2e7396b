using SocialServices.Training.Certificates;

namespace SocialServices.Training.Checking;

/// <summary>Checks a certificate for somebody who has no login.</summary>
internal sealed class PublicCheck(TrainingDb db, CertificateReader reader, TimeProvider clock)
{
    /// <summary>As everybody may see it. What nobody has signed yet is not known to the public.</summary>
    public async Task<CheckedCertificate?> CheckAsync(Certificate? certificate, string? language, CancellationToken cancellationToken)
    {
        if (
            certificate is null
            || certificate.StatusOn(clock.Today()) is CertificateStatus.AwaitingSignature
            || certificate.SignedAt is null
        )
        {
            return null;
        }

        var (printed, _) = await reader.ReadAsync(certificate, cancellationToken);
        var replacedBy = certificate.ReplacedBy is { } id
            ? await db
                .Certificates.Where(c => c.Id == id && c.SignedAt != null)
                .Select(c => c.Number)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
        db.Audit("check certificate", $"certificate/{certificate.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return CheckedCertificate.Of(certificate, printed, replacedBy, clock.Today(), language);
    }
}
