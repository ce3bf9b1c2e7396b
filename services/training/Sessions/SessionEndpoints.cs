namespace SocialServices.Training.Sessions;

internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Courses"), write.MapGroup("").WithTags("Courses"));
        ListSessions.Map(read);
        PlanSession.Map(write);
        MoveSession.Map(write);
        CancelSession.Map(write);
    }
}
