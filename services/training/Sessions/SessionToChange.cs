namespace SocialServices.Training.Sessions;

internal static class SessionToChange
{
    /// <returns>The session, or why it cannot be changed: there is none, or it is cancelled.</returns>
    public static async Task<(Session? Session, ProblemHttpResult? Refusal)> FindAsync(
        TrainingDb db,
        Guid courseId,
        int number,
        CancellationToken cancellationToken
    ) =>
        await db.Sessions.SingleOrDefaultAsync(s => s.CourseId == courseId && s.Number == number, cancellationToken) switch
        {
            null => (null, Problems.NotFound("The session")),
            { CancelledAt: not null } => (null, Problems.Conflict("session-cancelled", "The session is cancelled.")),
            { } session => (session, null),
        };
}
