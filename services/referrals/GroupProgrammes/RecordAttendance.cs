using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.GroupProgrammes;

internal static class RecordAttendance
{
    /// <param name="Present">Members who were there. Everybody else was not.</param>
    /// <param name="MadeUp">Members who made the session up on another day.</param>
    /// <example>{"present": ["0192c2a0-6a00-7c51-9181-5dafce6a7b06"], "madeUp": ["0192c2a0-6a00-7c51-9181-5dafce6a7b07"]}</example>
    public sealed record Request(
        [property: Required, MaxLength(200)] IReadOnlyList<Guid> Present,
        [property: MaxLength(200)] IReadOnlyList<Guid>? MadeUp = null
    );

    /// <param name="Present">How many.</param>
    /// <example>{"sessionId": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "present": 2, "madeUp": 0, "absent": 0}</example>
    public sealed record Response(Guid SessionId, int Present, int MadeUp, int Absent);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPut("/group-sessions/{id:guid}/attendance", HandleAsync)
            .WithName(nameof(RecordAttendance))
            .AboutPeople("group-session")
            .WithSummary("Record who attended a session or made it up. Replaces what was recorded before.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        CycleDesk cycles,
        CancellationToken cancellationToken
    )
    {
        if (await cycles.FindOfSessionAsync(id, cancellationToken) is not { } cycle)
        {
            return Problems.NotFound("The session");
        }

        var session = cycle.Sessions.Single(s => s.Id == id);
        if (cycle.CompletedAt is not null)
        {
            return Problems.Conflict("cycle-completed", "The cycle is completed.");
        }

        if (session.Day > desk.Today)
        {
            return Problems.Conflict("session-in-future", "The session has not been held yet.");
        }

        var madeUp = request.MadeUp ?? [];
        var known = cycle.Members.Select(member => member.Id).ToHashSet();
        if (request.Present.Concat(madeUp).FirstOrDefault(member => !known.Contains(member)) is var stranger && stranger != Guid.Empty)
        {
            return Problems.Invalid(request.Present.Contains(stranger) ? "present" : "madeUp", $"{stranger} is no member of the cycle.");
        }

        if (request.Present.Intersect(madeUp).Any())
        {
            return Problems.Invalid("madeUp", "Who was present made nothing up.");
        }

        foreach (var member in cycle.Members)
        {
            member.Attend(session.Number, request.Present.Contains(member.Id), madeUp.Contains(member.Id));
        }

        session.RecordedAt = desk.Now;
        desk.Db.Audit("record group attendance", $"group-session/{id}", $"group-cycle/{cycle.Id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        var (present, up) = (request.Present.Distinct().Count(), madeUp.Distinct().Count());
        return TypedResults.Ok(new Response(id, present, up, cycle.Members.Count - present - up));
    }
}
