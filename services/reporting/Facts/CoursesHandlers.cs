using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>For good.</summary>
internal sealed class CourseCancelledHandler(ReportingDb db) : FactHandler<CourseCancelled>(db)
{
    protected override FormattableString Write(CourseCancelled happened, long position) =>
        $"""
            insert into courses (course_id, programme, organizer, place, starts_on, ends_on, position, cancelled)
            values ({happened.CourseId}, {happened.Programme}, {happened.Organizer}, '', {DateOnly.MinValue}, {DateOnly.MinValue}, 0, true)
            on conflict (course_id) do update set cancelled = true
            """;
}

/// <summary>What came of a course; its plan may not be known yet.</summary>
internal sealed class CourseCompletedHandler(ReportingDb db) : FactHandler<CourseCompleted>(db)
{
    protected override FormattableString Write(CourseCompleted happened, long position) =>
        $"""
            insert into courses (course_id, programme, organizer, place, starts_on, ends_on, position, completed_on, participants, passed, survey_answers)
            values (
                {happened.CourseId}, {happened.Programme}, {happened.Organizer}, '', {happened.CompletedOn}, {happened.CompletedOn}, 0, {happened.CompletedOn},
                {happened.Participants}, {happened.Passed}, {happened.SurveyAnswers})
            on conflict (course_id) do update set
                completed_on = excluded.completed_on, participants = excluded.participants, passed = excluded.passed, survey_answers = excluded.survey_answers
            """;
}

/// <summary>The newest plan of a course counts.</summary>
internal sealed class CourseScheduledHandler(ReportingDb db) : FactHandler<CourseScheduled>(db)
{
    protected override FormattableString Write(CourseScheduled happened, long position) =>
        $"""
            insert into courses (course_id, programme, organizer, place, starts_on, ends_on, position)
            values ({happened.CourseId}, {happened.Programme}, {happened.Organizer}, {happened.Place}, {happened.StartsOn}, {happened.EndsOn}, {position})
            on conflict (course_id) do update set
                programme = excluded.programme, organizer = excluded.organizer, place = excluded.place,
                starts_on = excluded.starts_on, ends_on = excluded.ends_on, position = excluded.position
            where courses.position < excluded.position
            """;
}
