namespace SocialServices.Training.Sessions;

/// <summary>A session as callers see it.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Number">Unique in its course.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="StartsAt">Local time, Asia/Ashgabat.</param>
/// <param name="EndsAt">Local time, Asia/Ashgabat.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="AttendanceTakenAt">When it was last recorded who attended, UTC; absent before.</param>
public sealed record SessionView(
    Guid CourseId,
    int Number,
    DateOnly HeldOn,
    TimeOnly? StartsAt,
    TimeOnly? EndsAt,
    string Topic,
    DateTimeOffset? AttendanceTakenAt
)
{
    internal static SessionView Of(Session session) =>
        new(session.CourseId, session.Number, session.HeldOn, session.StartsAt, session.EndsAt, session.Topic, session.AttendanceTakenAt);
}
