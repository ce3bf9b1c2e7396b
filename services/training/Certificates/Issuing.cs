using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Programmes;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Certificates;

/// <summary>Makes certificates, and tells the others when one is signed by every issuer.</summary>
internal sealed class Issuing(TrainingDb db, RegistryDirectory registry, Envelope envelope)
{
    /// <summary>What is printed of the issuers; asked of the registry before anything is written.</summary>
    public async Task<IReadOnlyList<LocalizedText>> NamesOfAsync(IEnumerable<string> issuers, CancellationToken cancellationToken)
    {
        var codes = issuers.ToList();
        var known = await registry.FindOrganizationsAsync(codes, cancellationToken);
        return [.. codes.Select(code => NameOf(code, known.GetValueOrDefault(code)))];

        static LocalizedText NameOf(string code, Contracts.Registry.V1.Organization? organization)
        {
            var name = Or(organization?.Name, code.ToUpperInvariant());
            return new LocalizedText(Or(organization?.NameTk, name), Or(organization?.NameRu, name), name);
        }

        static string Or(string? text, string other) => text is { Length: > 0 } ? text : other;
    }

    /// <summary>One certificate for each of these participants, signed by whoever lets the organizer sign.</summary>
    public async Task<Dictionary<Guid, Certificate>> CertifyAsync(
        Course course,
        Programme programme,
        IReadOnlyList<Enrolment> passed,
        IReadOnlyList<LocalizedText> issuers,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var numbers = await CertificateNumbers.TakeAsync(db, programme.Issuers[0], course.EndsOn.Year, passed.Count, cancellationToken);
        var delegated = await db.IssuersThatLetSignAsync(programme.Code, course.Organizer, cancellationToken);
        var workers = passed.Select(enrolment => enrolment.WorkerId!.Value).ToList();
        var earlier = (
            await db
                .Certificates.Where(c => workers.Contains(c.WorkerId) && c.Competence == programme.Competence)
                .Where(c => c.SignedAt != null && c.RevokedAt == null && !db.Certificates.Any(next => next.Predecessor == c.Id))
                .ToListAsync(cancellationToken)
        ).ToLookup(c => c.WorkerId);
        var certificates = new Dictionary<Guid, Certificate>();
        foreach (var (enrolment, number) in passed.Zip(numbers))
        {
            var predecessor = earlier[enrolment.WorkerId!.Value].MaxBy(c => c.ValidFrom);
            var certificate = Of(course, programme, enrolment, number, issuers, predecessor?.Id, now);
            db.Add(certificate);
            Sign(certificate, [course.Organizer, .. delegated], predecessor, now);
            certificates[enrolment.Id] = certificate;
        }

        return certificates;
    }

    /// <summary>Adds signatures; when none is missing any more, the certificate counts and replaces the one before it.</summary>
    public void Sign(Certificate certificate, IEnumerable<string> issuers, Certificate? predecessor, DateTimeOffset now)
    {
        if (!certificate.Sign(issuers, now))
        {
            return;
        }

        _ = predecessor?.ReplacedBy ??= certificate.Id;
        db.Publish(
            new CertificateIssued(
                certificate.Id,
                certificate.WorkerId,
                certificate.Competence,
                certificate.Programme,
                certificate.ValidFrom,
                certificate.ValidUntil,
                certificate.Level,
                certificate.Predecessor
            )
        );
    }

    private Certificate Of(
        Course course,
        Programme programme,
        Enrolment enrolment,
        string number,
        IReadOnlyList<LocalizedText> issuers,
        Guid? predecessor,
        DateTimeOffset now
    )
    {
        var id = Guid.CreateVersion7(now);
        var printed = new PrintedDetails(
            enrolment.Name is null ? "" : envelope.Open<string>(enrolment.Name, enrolment.Id, nameof(enrolment.Name)),
            programme.Name,
            programme.Level,
            programme.TrainingDays,
            programme.Hours,
            course.StartsOn,
            course.EndsOn,
            issuers
        );
        return new Certificate
        {
            Id = id,
            Number = number,
            EnrolmentId = enrolment.Id,
            CourseId = course.Id,
            Programme = programme.Code,
            Competence = programme.Competence,
            Level = programme.Level,
            WorkerId = enrolment.WorkerId!.Value,
            Organization = enrolment.Organization,
            Organizer = course.Organizer,
            Issuers = programme.Issuers,
            SignedBy = [],
            ValidFrom = course.EndsOn,
            ValidUntil = programme.ValidUntil(course.EndsOn),
            IssuedAt = now,
            Predecessor = predecessor,
            Printed = envelope.Seal(printed, id, nameof(Certificate.Printed)),
        };
    }
}
