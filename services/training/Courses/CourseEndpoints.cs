namespace SocialServices.Training.Courses;

internal static class CourseEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Courses"), write.MapGroup("").WithTags("Courses"));
        ScheduleCourse.Map(write);
        ListCourses.Map(read);
        GetCourse.Map(read);
        ReadCourseHistory.Map(read);
    }
}
