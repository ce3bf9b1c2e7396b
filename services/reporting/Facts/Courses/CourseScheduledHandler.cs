using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Courses;

/// <summary>The newest plan of a course counts.</summary>
internal sealed class CourseScheduledHandler(ReportingDb db) : IEventHandler<CourseScheduled>
{
    public Task HandleAsync(CourseScheduled happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into courses (course_id, programme, organizer, place, starts_on, ends_on, position)
            values ({happened.CourseId}, {happened.Programme}, {happened.Organizer}, {happened.Place}, {happened.StartsOn}, {happened.EndsOn}, {position})
            on conflict (course_id) do update set
                programme = excluded.programme, organizer = excluded.organizer, place = excluded.place,
                starts_on = excluded.starts_on, ends_on = excluded.ends_on, position = excluded.position
            where courses.position < excluded.position
            """,
            cancellationToken
        );
}
