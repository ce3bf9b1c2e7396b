using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Enrolments;

/// <summary>The newest entry about an enrolment counts.</summary>
internal sealed class ParticipantEnrolledHandler(ReportingDb db) : IEventHandler<ParticipantEnrolled>
{
    public Task HandleAsync(ParticipantEnrolled happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into enrolments (enrolment_id, course_id, worker_id, organization, position)
            values ({happened.EnrolmentId}, {happened.CourseId}, {happened.WorkerId}, {happened.Organization}, {position})
            on conflict (enrolment_id) do update set
                course_id = excluded.course_id, worker_id = excluded.worker_id, organization = excluded.organization, position = excluded.position
            where enrolments.position < excluded.position
            """,
            cancellationToken
        );
}
