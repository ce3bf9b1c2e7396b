using SocialServices.Training.Sessions;
using SocialServices.Training.Surveys;

namespace SocialServices.Training.Courses;

internal static class CourseEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Courses"), write.MapGroup("").WithTags("Courses"));
        ScheduleCourse.Map(write);
        ListCourses.Map(read);
        GetCourse.Map(read);
        EditCourse.Map(write);
        CancelCourse.Map(write);
        ReadCourseHistory.Map(read);
        PlanSession.Map(write);
        ListSessions.Map(read);
        MoveSession.Map(write);
        CancelSession.Map(write);
        RecordAttendance.Map(write);
        AnswerSurvey.Map(write);
        ReadSurvey.Map(read);
        CompleteCourse.Map(write);
    }
}
