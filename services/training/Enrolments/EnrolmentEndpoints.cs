namespace SocialServices.Training.Enrolments;

internal static class EnrolmentEndpoints
{
    public static void Map(RouteGroupBuilder write)
    {
        var courses = write.MapGroup("").WithTags("Courses");
        EditCourse.Map(courses); // more seats for those who wait
        CancelCourse.Map(courses); // told to those who sent participants

        write = write.MapGroup("").WithTags("Enrolments");
        EnrolWorker.Map(write);
        EnrolRoster.Map(write);
        WithdrawEnrolment.Map(write);
        AddProvisionalParticipant.Map(write);
        MatchParticipant.Map(write);
        RecordTestResults.Map(write);
    }
}
