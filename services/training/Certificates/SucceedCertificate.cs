using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Programmes;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Certificates;

/// <summary>A correction or a renewal: a new certificate under a new number. The old one never changes, it says that it is replaced.</summary>
internal static class SucceedCertificate
{
    /// <param name="Name">The holder's name as it must be printed.</param>
    /// <param name="Reason">Why; kept sealed.</param>
    /// <example>{"name": "Ogulgerek Annaberdiýewa", "reason": "The name was misspelt."}</example>
    public sealed record CorrectRequest(
        [property: Required, MaxLength(200), RegularExpression(Codes.Text)] string Name,
        [property: Required, MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Reason
    );

    /// <param name="ValidFrom">First day of the new one: not before the old one's.</param>
    /// <param name="Reason">On what ground; kept sealed.</param>
    /// <example>{"validFrom": "2022-07-06", "reason": "Refresher course of June 2022."}</example>
    public sealed record RenewRequest(
        DateOnly ValidFrom,
        [property: Required, MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Reason
    );

    public static void Map(RouteGroupBuilder training)
    {
        training
            .MapPost("/certificates/{number}/correct", CorrectAsync)
            .Idempotent()
            .WithName("CorrectCertificate")
            .WithSummary(
                "Correct the printed name: a new certificate takes the place of this one, from its first day on. For an issuer for whom all others let it sign."
            )
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        training
            .MapPost("/certificates/{number}/renew", RenewAsync)
            .Idempotent()
            .WithName("RenewCertificate")
            .WithSummary("Renew a certificate: a new one counts from the day given, once every issuer has signed it. For its issuers.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    internal static async Task<Results<Created<CertificateView>, ProblemHttpResult>> CorrectAsync(
        string number,
        CorrectRequest request,
        TrainingDb db,
        CertificateReader reader,
        Issuing issuing,
        Envelope envelope,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await db.BeginAsync(cancellationToken);
        var (old, refusal) = await FindAsync(db, number, context, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await FindMissingSignaturesAsync(db, old!, context.Caller!, cancellationToken) is { Count: > 0 } missing)
        {
            return Problems.Conflict(
                "signature-missing",
                $"Every issuer signs a correction, also {string.Join(", ", missing)}.",
                "Let these issuers delegate signing for this programme to your organization, or ask the programme's office."
            );
        }

        var now = clock.GetUtcNow();
        var (printed, _) = await reader.ReadAsync(old!, cancellationToken);
        var made = await MakeAsync(
            db,
            old!,
            printed with
            {
                Holder = request.Name,
            },
            old!.ValidFrom,
            old.ValidUntil,
            envelope,
            now,
            cancellationToken
        );
        old.TryRevoke(RevocationReason.Corrected, envelope.Seal(request.Reason, old.Id, nameof(old.RevocationNote)), now);
        old.ReplacedBy = made.Id;
        db.Audit("correct certificate", $"certificate/{old.Id}");
        if (await db.SaveAsync(cancellationToken) is { } refused) // before the new one: a participant has one that counts
        {
            return refused;
        }

        db.Add(made);
        db.Publish(RevokeCertificate.Revoked(old, now));
        issuing.Sign(made, old.Issuers, null, now);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : Created(made, clock);
    }

    internal static async Task<Results<Created<CertificateView>, ProblemHttpResult>> RenewAsync(
        string number,
        RenewRequest request,
        TrainingDb db,
        CertificateReader reader,
        Envelope envelope,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await db.BeginAsync(cancellationToken);
        var (old, refusal) = await FindAsync(db, number, context, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (request.ValidFrom <= old!.ValidFrom || request.ValidFrom.Year > clock.Today().Year + 1)
        {
            return Problems.Invalid("validFrom", "Must be after the first day of the old certificate and at most next year.");
        }

        var now = clock.GetUtcNow();
        var (printed, programme) = await reader.ReadAsync(old, cancellationToken);
        var made = await MakeAsync(
            db,
            old,
            printed,
            request.ValidFrom,
            programme.ValidUntil(request.ValidFrom),
            envelope,
            now,
            cancellationToken
        );
        db.Add(made);
        db.Audit("renew certificate", $"certificate/{old.Id}");
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : Created(made, clock);
    }

    // A name is what a certificate attests: nobody puts another one under somebody else's signature.
    private static async Task<IReadOnlyList<string>> FindMissingSignaturesAsync(
        TrainingDb db,
        Certificate certificate,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var delegated = await db.IssuersThatLetSignAsync(certificate.Programme, caller.Organization, cancellationToken);
        return [.. certificate.Issuers.Where(issuer => !caller.MayActFor(issuer) && !delegated.Contains(issuer))];
    }

    private static async Task<(Certificate? Certificate, ProblemHttpResult? Refusal)> FindAsync(
        TrainingDb db,
        string number,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        var lookup = CertificateNumbers.Normalize(number);
        var certificate = await db
            .Certificates.FromSql($"select certificates.*, certificates.xmin from certificates where lookup = {lookup} for update")
            .SingleOrDefaultAsync(cancellationToken);
        return CertificateAccess.UnlessIssuer(certificate, context.Caller!) is { } forbidden ? (null, forbidden)
            : certificate is { SignedAt: not null, RevokedAt: null, ReplacedBy: null } ? (certificate, null)
            : (
                null,
                Problems.Conflict(
                    "certificate-not-current",
                    "The certificate cannot be replaced: it is unsigned, revoked or already replaced."
                )
            );
    }

    private static async Task<Certificate> MakeAsync(
        TrainingDb db,
        Certificate old,
        PrintedDetails printed,
        DateOnly validFrom,
        DateOnly? validUntil,
        Envelope envelope,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.CreateVersion7(now);
        return new Certificate
        {
            Id = id,
            Number = (await CertificateNumbers.TakeAsync(db, old.Issuers[0], validFrom.Year, 1, cancellationToken))[0],
            EnrolmentId = old.EnrolmentId,
            CourseId = old.CourseId,
            Programme = old.Programme,
            Competence = old.Competence,
            Level = old.Level,
            WorkerId = old.WorkerId,
            Organization = old.Organization,
            Organizer = old.Organizer,
            Issuers = old.Issuers,
            SignedBy = [],
            ValidFrom = validFrom,
            ValidUntil = validUntil,
            IssuedAt = now,
            Predecessor = old.Id,
            Printed = envelope.Seal(printed, id, nameof(Certificate.Printed)),
        };
    }

    private static Created<CertificateView> Created(Certificate made, TimeProvider clock) =>
        TypedResults.Created($"/api/v1/training/certificates/{made.Number}", CertificateView.Of(made, clock));
}
