using SocialServices.Training.Courses;

namespace SocialServices.Training.Enrolments;

/// <summary>Who came when the course was full, in that order. The course is locked.</summary>
internal static class WaitingList
{
    public static async Task<int> NextNumberAsync(TrainingDb db, Guid courseId, CancellationToken cancellationToken)
    {
        var inDatabase = await db.Enrolments.Where(e => e.CourseId == courseId).MaxAsync(e => e.WaitingNumber, cancellationToken) ?? 0;
        var added = db.ChangeTracker.Entries<Enrolment>().Max(e => e.Entity.CourseId == courseId ? e.Entity.WaitingNumber : null) ?? 0;
        return Math.Max(inDatabase, added) + 1;
    }

    /// <summary>Gives free seats to those who have waited longest.</summary>
    public static async Task MoveUpAsync(TrainingDb db, Course course, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = await db
            .Enrolments.Where(e => e.CourseId == course.Id && e.State == EnrolmentState.Waiting)
            .OrderBy(e => e.WaitingNumber)
            .Take(course.Free)
            .ToListAsync(cancellationToken);
        foreach (var enrolment in next)
        {
            course.TryTakeSeat();
            enrolment.MoveUp();
            Enrolling.Tell(db, enrolment, now);
        }
    }
}
