using SocialServices.Contracts.Training;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Participation;

/// <summary>Tells on the day on which a participant can no longer reach the threshold, once; a correction may take it back.</summary>
internal static class EarlyWarning
{
    /// <returns>The enrolments of which that is new.</returns>
    public static async Task<IReadOnlyList<Guid>> TellAsync(
        TrainingDb db,
        Course course,
        Programme programme,
        IEnumerable<Enrolment> participants,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var sheet = await AttendanceSheet.ReadAsync(db, programme, course.Id, cancellationToken);
        var now = clock.GetUtcNow();
        var fresh = new List<Guid>();
        foreach (var participant in participants)
        {
            var reachable = sheet.Of(participant).CanStillMeet(programme.AttendanceThreshold);
            if (participant.NoteReach(reachable, clock.Today()) && participant.WorkerId is { } worker)
            {
                fresh.Add(participant.Id);
                db.Publish(new AttendanceOutOfReach(participant.Id, course.Id, worker, participant.Organization));
            }
        }

        return fresh;
    }
}
