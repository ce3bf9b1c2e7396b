using SocialServices.Training.Cascade;
using SocialServices.Training.Supervision;

namespace SocialServices.Training.Practice;

/// <summary>What becomes of training: practice in the field, supervision, observation on the job, and who trains next.</summary>
internal static class PracticeEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Practice"), write.MapGroup("").WithTags("Practice"));
        FieldPracticeEndpoints.Map(read, write);
        RecordSupervision.Map(read, write);
        ObserveWorker.Map(read, write);
        ReadCascade.Map(read);
    }
}
