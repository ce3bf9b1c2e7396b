namespace SocialServices.Training.Surveys;

internal static class SurveyEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Courses"), write.MapGroup("").WithTags("Courses"));
        ReadSurvey.Map(read);
        AnswerSurvey.Map(write);
    }
}
