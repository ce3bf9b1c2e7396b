namespace SocialServices.Training.Enrolments;

/// <summary>One person in two courses at the same hour: a warning, because one of the two may be left out on purpose.</summary>
internal static class Clashes
{
    /// <returns>One line for each session of another course that overlaps one of this course; at most 20.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(
        TrainingDb db,
        Guid courseId,
        Guid workerId,
        CancellationToken cancellationToken
    ) =>
        await db
            .Database.SqlQuery<string>(
                $"""
                select 'Session ' || mine.number || ' on ' || mine.held_on || ' is at the same time as session ' || other.number
                       || ' of course ' || c.code || '.' as "Value"
                from sessions mine
                join sessions other on other.held_on = mine.held_on and other.course_id <> mine.course_id and other.cancelled_at is null
                    and coalesce(other.starts_at, '00:00') < coalesce(mine.ends_at, '24:00')
                    and coalesce(mine.starts_at, '00:00') < coalesce(other.ends_at, '24:00')
                join courses c on c.id = other.course_id and c.state in ('planned', 'running')
                join enrolments e on e.course_id = c.id and e.worker_id = {workerId} and e.state = 'enrolled'
                where mine.course_id = {courseId} and mine.cancelled_at is null
                order by mine.number limit 20
                """
            )
            .ToListAsync(cancellationToken);
}
