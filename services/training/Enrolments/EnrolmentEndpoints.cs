namespace SocialServices.Training.Enrolments;

internal static class EnrolmentEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Enrolments"), write.MapGroup("").WithTags("Enrolments"));
        EnrolWorker.Map(write);
        EnrolRoster.Map(write);
        ListEnrolments.Map(read);
        WithdrawEnrolment.Map(write);
        AddProvisionalParticipant.Map(write);
        MatchParticipant.Map(write);
        RecordTestResults.Map(write);
    }
}
