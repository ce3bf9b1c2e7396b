namespace SocialServices.Contracts.Training;

/// <summary>A course was planned.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="Organizer">Organization code.</param>
/// <param name="Place">Place code.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day, not before the first.</param>
[WireName("training.course-scheduled.v1")]
public sealed record CourseScheduled(Guid CourseId, string Programme, string Organizer, string Place, DateOnly StartsOn, DateOnly EndsOn)
    : IntegrationEvent;

/// <summary>A worker takes part in a course.</summary>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="CourseId">The course.</param>
/// <param name="WorkerId">The participant.</param>
/// <param name="Organization">Code of the organization that sent the worker.</param>
[WireName("training.participant-enrolled.v1")]
public sealed record ParticipantEnrolled(Guid EnrolmentId, Guid CourseId, Guid WorkerId, string Organization) : IntegrationEvent;

/// <summary>A participant met, or did not meet, what the programme asks for.</summary>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="WorkerId">The participant.</param>
/// <param name="Organization">Code of the organization that sent the worker.</param>
/// <param name="Completed">True when all requirements were met.</param>
/// <param name="AttendancePercent">Attended share of all planned sessions, 0 to 100.</param>
/// <param name="CompletedOn">The course's last day.</param>
/// <param name="Person">Coarse facts on that day.</param>
[WireName("training.participation-assessed.v1")]
public sealed record ParticipationAssessed(
    Guid EnrolmentId,
    Guid CourseId,
    string Programme,
    Guid WorkerId,
    string Organization,
    bool Completed,
    int AttendancePercent,
    DateOnly CompletedOn,
    PersonFacts Person
) : IntegrationEvent;

/// <summary>A worker was certified.</summary>
/// <param name="CertificateId">The certificate.</param>
/// <param name="WorkerId">The holder.</param>
/// <param name="Competence">Code of the competence it attests.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; null when it does not expire.</param>
[WireName("training.certificate-issued.v1")]
public sealed record CertificateIssued(
    Guid CertificateId,
    Guid WorkerId,
    string Competence,
    string Programme,
    DateOnly ValidFrom,
    DateOnly? ValidUntil
) : IntegrationEvent;

/// <summary>A certificate no longer counts.</summary>
/// <param name="CertificateId">The certificate.</param>
/// <param name="WorkerId">The holder.</param>
/// <param name="Competence">Code of the competence it attested.</param>
[WireName("training.certificate-revoked.v1")]
public sealed record CertificateRevoked(Guid CertificateId, Guid WorkerId, string Competence) : IntegrationEvent;
