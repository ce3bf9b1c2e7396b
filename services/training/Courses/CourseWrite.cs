using System.Text.Json;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Training.Courses;

/// <summary>What the history of a course keeps of a change.</summary>
/// <param name="Action">A verb phrase, for example <c>move session</c>.</param>
/// <param name="Subject">What of the course, for example <c>session/3</c>.</param>
/// <param name="Reason">Kept sealed.</param>
internal sealed record Change(string Action, string Subject, string? Reason = null)
{
    /// <summary>What it was and what it became: ids and codes, no names. Known when the change is made.</summary>
    public object? Details { get; set; }
}

/// <summary>
/// The one way to change a course and what belongs to it: the course is locked, the caller may, the change is kept in the
/// course's history and in the audit log, and everything is saved in one transaction.
/// </summary>
internal sealed class CourseWrite(TrainingDb db, RequestContext context, Envelope envelope, TimeProvider clock)
{
    /// <summary>For an endpoint that is <c>.Idempotent()</c>.</summary>
    /// <param name="id">The course.</param>
    /// <param name="change">Its entry in the history.</param>
    /// <param name="changeAsync">Changes the locked course; answers why not, or null.</param>
    /// <param name="refuse">Who may not, beside those who may not change the course; by default all but its organizer.</param>
    public async Task<ProblemHttpResult?> PostAsync(
        Guid id,
        Change change,
        Func<Course, Task<ProblemHttpResult?>> changeAsync,
        CancellationToken cancellationToken,
        Func<Course, ProblemHttpResult?>? refuse = null
    )
    {
        await db.BeginAsync(cancellationToken);
        return await RunAsync(id, change, changeAsync, refuse, null, cancellationToken);
    }

    /// <summary>For an endpoint that may be repeated as it is.</summary>
    /// <param name="id">The course.</param>
    /// <param name="change">Its entry in the history.</param>
    /// <param name="changeAsync">Changes the locked course; answers why not, or null.</param>
    /// <param name="refuse">Who may not; by default all but its organizer.</param>
    /// <param name="ifMatch">The version that the caller knows, where that matters.</param>
    public async Task<ProblemHttpResult?> PutAsync(
        Guid id,
        Change change,
        Func<Course, Task<ProblemHttpResult?>> changeAsync,
        CancellationToken cancellationToken,
        Func<Course, ProblemHttpResult?>? refuse = null,
        Func<Course, ProblemHttpResult?>? ifMatch = null
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await RunAsync(id, change, changeAsync, refuse, ifMatch, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private async Task<ProblemHttpResult?> RunAsync(
        Guid id,
        Change change,
        Func<Course, Task<ProblemHttpResult?>> changeAsync,
        Func<Course, ProblemHttpResult?>? refuse,
        Func<Course, ProblemHttpResult?>? ifMatch,
        CancellationToken cancellationToken
    )
    {
        var course = await db.LockCourseAsync(id, cancellationToken);
        if (course is null)
        {
            return CourseAccess.NotFound;
        }

        if ((refuse ?? (c => CourseAccess.UnlessOrganizer(c, context)))(course) is { } forbidden)
        {
            return forbidden;
        }

        if ((CourseAccess.UnlessOpen(course) ?? ifMatch?.Invoke(course)) is { } closed)
        {
            return closed;
        }

        if (await changeAsync(course) is { } refusal)
        {
            return refusal;
        }

        Note(id, change);
        return await db.SaveAsync(cancellationToken);
    }

    private void Note(Guid id, Change change)
    {
        var now = clock.GetUtcNow();
        var row = Guid.CreateVersion7(now);
        db.Add(
            new CourseChange
            {
                Id = row,
                CourseId = id,
                At = now,
                Actor = context.Actor,
                Organization = context.Caller?.Organization,
                Action = change.Action,
                Subject = change.Subject,
                Details = change.Details is null ? null : JsonSerializer.SerializeToDocument(change.Details, Json.Options),
                Reason = change.Reason is null ? null : envelope.Seal(change.Reason, row, nameof(CourseChange.Reason)),
            }
        );
        db.Audit(change.Action, $"course/{id}", change.Subject);
    }
}
