using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The newest entry about an enrolment counts.</summary>
internal sealed class ParticipantEnrolledHandler(ReportingDb db) : FactHandler<ParticipantEnrolled>(db)
{
    protected override FormattableString Write(ParticipantEnrolled happened, long position) =>
        $"""
            insert into enrolments (enrolment_id, course_id, worker_id, organization, position)
            values ({happened.EnrolmentId}, {happened.CourseId}, {happened.WorkerId}, {happened.Organization}, {position})
            on conflict (enrolment_id) do update set
                course_id = excluded.course_id, worker_id = excluded.worker_id, organization = excluded.organization, position = excluded.position
            where enrolments.position < excluded.position
            """;
}

/// <summary>For good: who comes back enrols anew.</summary>
internal sealed class ParticipantWithdrawnHandler(ReportingDb db) : FactHandler<ParticipantWithdrawn>(db)
{
    protected override FormattableString Write(ParticipantWithdrawn happened, long position) =>
        $"""
            insert into enrolments (enrolment_id, course_id, worker_id, organization, position, withdrawn)
            values ({happened.EnrolmentId}, {happened.CourseId}, {happened.WorkerId}, {happened.Organization}, 0, true)
            on conflict (enrolment_id) do update set withdrawn = true
            """;
}
