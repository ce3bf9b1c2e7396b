namespace SocialServices.Training.Sessions;

/// <summary>A session as callers see it.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Number">Unique in its course.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="StartsAt">Local time, Asia/Ashgabat.</param>
/// <param name="EndsAt">Local time, Asia/Ashgabat.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Phase">The phase of the programme, from 1.</param>
/// <param name="Place">Place code, where it is not the course's.</param>
/// <param name="MakeUpFor">Number of the cancelled session that it makes up for.</param>
/// <param name="AttendanceTakenAt">When it was last recorded who attended, UTC; absent before.</param>
/// <param name="CancelledAt">UTC; absent unless cancelled. A cancelled session counts for nobody.</param>
public sealed record SessionView(
    Guid CourseId,
    int Number,
    DateOnly HeldOn,
    TimeOnly? StartsAt,
    TimeOnly? EndsAt,
    string Topic,
    int? Phase,
    string? Place,
    int? MakeUpFor,
    DateTimeOffset? AttendanceTakenAt,
    DateTimeOffset? CancelledAt
)
{
    internal static SessionView Of(Session session) =>
        new(
            session.CourseId,
            session.Number,
            session.HeldOn,
            session.StartsAt,
            session.EndsAt,
            session.Topic,
            session.Phase,
            session.Place,
            session.MakeUpFor,
            session.AttendanceTakenAt,
            session.CancelledAt
        );
}
