using Microsoft.EntityFrameworkCore;
using SocialServices.Training.Data;
using SocialServices.Training.Enrolments;

namespace SocialServices.Training.Sessions;

/// <summary>Who attended how many of a course's sessions.</summary>
internal sealed class AttendanceSheet(int planned, int recorded, IReadOnlyDictionary<Guid, int> attended)
{
    public AttendanceCount Of(Guid enrolmentId) => new(attended.GetValueOrDefault(enrolmentId), recorded, planned);

    public static async Task<AttendanceSheet> ReadAsync(TrainingDb db, Guid courseId, CancellationToken cancellationToken)
    {
        var taken = await db
            .Sessions.Where(s => s.CourseId == courseId)
            .Select(s => s.AttendanceTakenAt != null)
            .ToListAsync(cancellationToken);
        var attended = await db
            .Attendance.Where(a => a.CourseId == courseId)
            .GroupBy(a => a.EnrolmentId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new AttendanceSheet(taken.Count, taken.Count(yes => yes), attended);
    }
}
