namespace SocialServices.Training.Practice;

internal static class PracticeEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Practice"), write.MapGroup("").WithTags("Practice"));
        FieldPracticeEndpoints.Map(read, write);
    }
}
