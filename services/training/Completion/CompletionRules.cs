using SocialServices.Training.Courses;

namespace SocialServices.Training.Completion;

/// <summary>When a course may be completed.</summary>
internal static class CompletionRules
{
    public static async Task<ProblemHttpResult?> FindRefusalAsync(
        TrainingDb db,
        Course course,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => s.CourseId == course.Id && s.CancelledAt == null)
            .OrderBy(s => s.Number)
            .ToListAsync(cancellationToken);
        if (sessions.Count == 0)
        {
            return Problems.Conflict(
                "course-without-sessions",
                "A course without sessions cannot be completed.",
                "Plan its sessions and record who attended."
            );
        }

        if (today < course.EndsOn)
        {
            return Problems.Conflict("course-not-over", "The course is not over.", $"Its last day is {course.EndsOn:yyyy-MM-dd}.");
        }

        // Forgetting one session's list would cost people their certificates.
        var missing = sessions.Where(session => session.AttendanceTakenAt is null).Select(session => session.Number).ToList();
        return missing.Count == 0
            ? null
            : Problems.Conflict(
                "attendance-missing",
                "Attendance is not recorded for every session.",
                $"Missing: {string.Join(", ", missing)}."
            );
    }
}
