using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The newest assessment of an enrolment counts.</summary>
internal sealed class ParticipationAssessedHandler(ReportingDb db) : FactHandler<ParticipationAssessed>(db)
{
    protected override FormattableString Write(ParticipationAssessed happened, long position) =>
        $"""
            insert into participations (
                enrolment_id, course_id, programme, worker_id, organization, completed, attendance_percent, completed_on,
                sex, age_band, disability, place, position, pre_test, post_test)
            values (
                {happened.EnrolmentId}, {happened.CourseId}, {happened.Programme}, {happened.WorkerId}, {happened.Organization}, {happened.Completed},
                {happened.AttendancePercent}, {happened.CompletedOn}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability},
                {happened.Person.Place}, {position}, {happened.PreTest}, {happened.PostTest})
            on conflict (enrolment_id) do update set
                course_id = excluded.course_id, programme = excluded.programme, worker_id = excluded.worker_id,
                organization = excluded.organization, completed = excluded.completed, attendance_percent = excluded.attendance_percent,
                completed_on = excluded.completed_on, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, position = excluded.position,
                pre_test = excluded.pre_test, post_test = excluded.post_test
            where participations.position < excluded.position
            """;
}
