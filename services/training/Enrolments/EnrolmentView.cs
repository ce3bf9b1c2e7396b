namespace SocialServices.Training.Enrolments;

/// <summary>A participant as the organizer and the sending organization see it.</summary>
/// <param name="Id">The enrolment.</param>
/// <param name="CourseId">The course.</param>
/// <param name="WorkerId">The participant.</param>
/// <param name="Organization">Code of the organization that sent the worker.</param>
/// <param name="Sex">female, male or unknown.</param>
/// <param name="AgeBand">For example 25-44.</param>
/// <param name="Disability">Has a disability status.</param>
/// <param name="Place">Code of the place where the worker works.</param>
/// <param name="EnrolledAt">UTC.</param>
/// <param name="PreTest">Percent; absent when not taken.</param>
/// <param name="PostTest">Percent; absent when not taken.</param>
/// <param name="SessionsAttended">Sessions attended.</param>
/// <param name="SessionsRecorded">Sessions of the course whose attendance has been recorded.</param>
/// <param name="SessionsPlanned">All sessions of the course.</param>
/// <param name="AttendancePercent">Attended share of all planned sessions, rounded down.</param>
/// <param name="ThresholdOutOfReach">Early warning: too much was missed; attending all sessions to come would not be enough.</param>
/// <param name="Completed">Were all requirements met? Absent until the course is completed.</param>
public sealed record EnrolmentView(
    Guid Id,
    Guid CourseId,
    Guid WorkerId,
    string Organization,
    string Sex,
    string AgeBand,
    bool? Disability,
    string Place,
    DateTimeOffset EnrolledAt,
    int? PreTest,
    int? PostTest,
    int SessionsAttended,
    int SessionsRecorded,
    int SessionsPlanned,
    int AttendancePercent,
    bool ThresholdOutOfReach,
    bool? Completed
)
{
    internal static EnrolmentView Of(Enrolment enrolment, AttendanceCount attendance, int threshold) =>
        new(
            enrolment.Id,
            enrolment.CourseId,
            enrolment.WorkerId,
            enrolment.Organization,
            enrolment.Sex,
            enrolment.AgeBand,
            enrolment.Disability,
            enrolment.Place,
            enrolment.EnrolledAt,
            enrolment.PreTest,
            enrolment.PostTest,
            attendance.Attended,
            attendance.Recorded,
            attendance.Planned,
            attendance.Percent,
            !attendance.CanStillMeet(threshold),
            enrolment.Completed
        );
}
