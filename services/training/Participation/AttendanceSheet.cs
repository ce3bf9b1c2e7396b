using SocialServices.Training.Enrolments;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Participation;

/// <summary>Who attended how many of a course's sessions. Cancelled sessions count for nobody, exempt ones not for this participant.</summary>
internal sealed class AttendanceSheet(
    Programme programme,
    IReadOnlyList<(DateOnly HeldOn, bool Taken)> sessions,
    IReadOnlyDictionary<Guid, int> attended,
    IReadOnlyDictionary<Guid, int> apologies
)
{
    public AttendanceCount Of(Enrolment enrolment)
    {
        var counted = sessions.Where(session => enrolment.CountsFrom is not { } from || session.HeldOn >= from).ToList();
        return new(
            attended.GetValueOrDefault(enrolment.Id),
            counted.Count(session => session.Taken),
            counted.Count,
            apologies.GetValueOrDefault(enrolment.Id),
            programme.FreeAbsences
        );
    }

    public static async Task<AttendanceSheet> ReadAsync(
        TrainingDb db,
        Programme programme,
        Guid courseId,
        CancellationToken cancellationToken
    )
    {
        var sessions = db.Sessions.Where(s => s.CourseId == courseId && s.CancelledAt == null);
        var planned = await sessions.Select(s => new { s.HeldOn, Taken = s.AttendanceTakenAt != null }).ToListAsync(cancellationToken);
        var enrolments = db.Enrolments.Where(e => e.CourseId == courseId);
        var attended = await (
            from attendance in db.Attendance
            join session in sessions on attendance.SessionNumber equals session.Number
            join enrolment in enrolments on attendance.EnrolmentId equals enrolment.Id
            where attendance.CourseId == courseId && (enrolment.CountsFrom == null || session.HeldOn >= enrolment.CountsFrom)
            group attendance by attendance.EnrolmentId into ofOne
            select new { ofOne.Key, Count = ofOne.Count() }
        ).ToDictionaryAsync(ofOne => ofOne.Key, ofOne => ofOne.Count, cancellationToken);
        var apologies = await (
            from apology in db.Apologies
            join session in sessions on apology.SessionNumber equals session.Number
            where apology.CourseId == courseId
            group apology by apology.EnrolmentId into ofOne
            select new { ofOne.Key, Count = ofOne.Count() }
        ).ToDictionaryAsync(ofOne => ofOne.Key, ofOne => ofOne.Count, cancellationToken);
        return new AttendanceSheet(programme, [.. planned.Select(s => (s.HeldOn, s.Taken))], attended, apologies);
    }
}
