using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Enrolments;

namespace SocialServices.Training.Participation;

/// <summary>A participant as the organizer and the sending organization see it.</summary>
/// <param name="Id">The enrolment.</param>
/// <param name="CourseId">The course.</param>
/// <param name="WorkerId">The participant; absent while a provisional participant is not matched to a worker.</param>
/// <param name="Name">Of a provisional participant, for the organizer only.</param>
/// <param name="Organization">Code of the organization that sent the worker.</param>
/// <param name="Sex">female, male or unknown; as age band, disability and place for the employer only.</param>
/// <param name="AgeBand">For example 25-44.</param>
/// <param name="Disability">Has a disability status.</param>
/// <param name="Place">Code of the place where the worker works.</param>
/// <param name="EnrolledAt">UTC.</param>
/// <param name="State">waiting, enrolled or withdrawn.</param>
/// <param name="WaitingNumber">The order of those who wait.</param>
/// <param name="CountsFrom">Sessions before this day are not counted; absent when all count.</param>
/// <param name="PreTest">Percent; absent when not taken.</param>
/// <param name="PostTest">Percent; absent when not taken.</param>
/// <param name="SessionsAttended">Sessions attended.</param>
/// <param name="SessionsRecorded">Sessions that count for the participant and whose attendance has been recorded.</param>
/// <param name="SessionsPlanned">All sessions that count for the participant.</param>
/// <param name="Apologies">Sessions for which the participant apologised beforehand.</param>
/// <param name="AttendancePercent">Attended share of all planned sessions, rounded down.</param>
/// <param name="ThresholdOutOfReach">Early warning: too much was missed; attending all sessions to come would not be enough.</param>
/// <param name="OutOfReachSince">The day on which that was known.</param>
/// <param name="Completed">Were all requirements met? Absent until the course is completed.</param>
public sealed record EnrolmentView(
    Guid Id,
    Guid CourseId,
    Guid? WorkerId,
    string? Name,
    string Organization,
    string? Sex,
    string? AgeBand,
    bool? Disability,
    string? Place,
    DateTimeOffset EnrolledAt,
    EnrolmentState State,
    int? WaitingNumber,
    DateOnly? CountsFrom,
    int? PreTest,
    int? PostTest,
    int SessionsAttended,
    int SessionsRecorded,
    int SessionsPlanned,
    int Apologies,
    int AttendancePercent,
    bool ThresholdOutOfReach,
    DateOnly? OutOfReachSince,
    bool? Completed
)
{
    internal static EnrolmentView Of(Enrolment enrolment, AttendanceCount attendance, int threshold, bool employer, Envelope envelope) =>
        new(
            enrolment.Id,
            enrolment.CourseId,
            enrolment.WorkerId,
            enrolment is { WorkerId: null, Name: { } name } ? envelope.Open<string>(name, enrolment.Id, nameof(enrolment.Name)) : null,
            enrolment.Organization,
            employer ? enrolment.Sex : null,
            employer ? enrolment.AgeBand : null,
            employer ? enrolment.Disability : null,
            employer ? enrolment.Place : null,
            enrolment.EnrolledAt,
            enrolment.State,
            enrolment.WaitingNumber,
            enrolment.CountsFrom,
            enrolment.PreTest,
            enrolment.PostTest,
            attendance.Attended,
            attendance.Recorded,
            attendance.Planned,
            attendance.Apologies,
            attendance.Percent,
            !attendance.CanStillMeet(threshold),
            enrolment.OutOfReachSince,
            enrolment.Completed
        );
}
