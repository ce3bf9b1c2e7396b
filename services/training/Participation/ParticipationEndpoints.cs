namespace SocialServices.Training.Participation;

internal static class ParticipationEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        ListEnrolments.Map(read.MapGroup("").WithTags("Enrolments"));
        RecordAttendance.Map(write.MapGroup("").WithTags("Courses"));
    }
}
