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

/// <summary>A worker does not take part in a course any more.</summary>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="CourseId">The course.</param>
/// <param name="WorkerId">Who took part.</param>
/// <param name="Organization">Code of the organization that sent the worker.</param>
[WireName("training.participant-withdrawn.v1")]
public sealed record ParticipantWithdrawn(Guid EnrolmentId, Guid CourseId, Guid WorkerId, string Organization) : IntegrationEvent;

/// <summary>A participant has missed so much that the attendance threshold is out of reach.</summary>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="CourseId">The course.</param>
/// <param name="WorkerId">The participant.</param>
/// <param name="Organization">Code of the organization that sent the worker.</param>
[WireName("training.attendance-out-of-reach.v1")]
public sealed record AttendanceOutOfReach(Guid EnrolmentId, Guid CourseId, Guid WorkerId, string Organization) : IntegrationEvent;

/// <summary>A course will not be held, or not to its end.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="Organizer">Organization code.</param>
/// <param name="Organizations">Codes of the organizations that sent participants, also those who wait.</param>
[WireName("training.course-cancelled.v1")]
public sealed record CourseCancelled(Guid CourseId, string Programme, string Organizer, string[] Organizations) : IntegrationEvent;

/// <summary>Every participant of a course was assessed.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="Organizer">Organization code.</param>
/// <param name="CompletedOn">The course's last day.</param>
/// <param name="Participants">How many were assessed.</param>
/// <param name="Passed">How many met all requirements.</param>
/// <param name="SurveyAnswers">How many answered the survey.</param>
/// <param name="Trainers">How many trained.</param>
/// <param name="TrainerLevel">The level that the programme asks of them; null when any will do.</param>
[WireName("training.course-completed.v1")]
public sealed record CourseCompleted(
    Guid CourseId,
    string Programme,
    string Organizer,
    DateOnly CompletedOn,
    int Participants,
    int Passed,
    int SurveyAnswers,
    int Trainers,
    string? TrainerLevel
) : IntegrationEvent;

/// <summary>A participant met, or did not meet, what the programme asks for.</summary>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="WorkerId">The participant.</param>
/// <param name="Organization">Code of the organization that sent the worker.</param>
/// <param name="Completed">True when all requirements were met.</param>
/// <param name="AttendancePercent">Attended share of all planned sessions, 0 to 100.</param>
/// <param name="CompletedOn">The course's last day.</param>
/// <param name="Person">Demographics on that day.</param>
/// <param name="PreTest">Percent; null when not taken.</param>
/// <param name="PostTest">Percent; null when not taken.</param>
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
    Demographics Person,
    int? PreTest = null,
    int? PostTest = null
) : IntegrationEvent;

/// <summary>A worker was certified: every issuer has signed.</summary>
/// <param name="CertificateId">The certificate.</param>
/// <param name="WorkerId">The holder.</param>
/// <param name="Competence">Code of the competence it attests.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; null when it does not expire.</param>
/// <param name="Level">What it makes of its holder, for example national-trainer; null when the programme does not say.</param>
/// <param name="Replaces">The certificate that it renews or corrects.</param>
[WireName("training.certificate-issued.v1")]
public sealed record CertificateIssued(
    Guid CertificateId,
    Guid WorkerId,
    string Competence,
    string Programme,
    DateOnly ValidFrom,
    DateOnly? ValidUntil,
    string? Level = null,
    Guid? Replaces = null
) : IntegrationEvent;

/// <summary>A certificate no longer counts.</summary>
/// <param name="CertificateId">The certificate.</param>
/// <param name="WorkerId">The holder.</param>
/// <param name="Competence">Code of the competence it attested.</param>
/// <param name="Reason">issued-in-error and corrected: it never counted; misconduct, superseded and other: it counted until then.</param>
/// <param name="RevokedOn">The first day on which it does not count; null in events from before reasons were told.</param>
[WireName("training.certificate-revoked.v1")]
public sealed record CertificateRevoked(
    Guid CertificateId,
    Guid WorkerId,
    string Competence,
    string? Reason = null,
    DateOnly? RevokedOn = null
) : IntegrationEvent;

/// <summary>A certificate ends soon: 60 and 30 days before.</summary>
/// <param name="CertificateId">The certificate.</param>
/// <param name="WorkerId">The holder.</param>
/// <param name="Competence">Code of the competence it attests.</param>
/// <param name="Programme">Code of the training programme.</param>
/// <param name="ValidUntil">Last day.</param>
/// <param name="DaysLeft">60 or 30.</param>
[WireName("training.certificate-expiring.v1")]
public sealed record CertificateExpiring(
    Guid CertificateId,
    Guid WorkerId,
    string Competence,
    string Programme,
    DateOnly ValidUntil,
    int DaysLeft
) : IntegrationEvent;

/// <summary>Practitioners presented cases to supervisors.</summary>
/// <param name="SupervisionId">The supervision session.</param>
/// <param name="Organizer">Organization code.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Supervisors">How many supervised.</param>
/// <param name="Presenters">How many presented a case.</param>
[WireName("training.supervision-held.v1")]
public sealed record SupervisionHeld(Guid SupervisionId, string Organizer, DateOnly HeldOn, int Supervisors, int Presenters)
    : IntegrationEvent;
