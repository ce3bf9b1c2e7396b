namespace SocialServices.Training.Supervision;

internal static class SupervisionEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Practice"), write.MapGroup("").WithTags("Practice"));
        RecordSupervision.Map(read, write);
        ObserveWorker.Map(read, write);
    }
}
