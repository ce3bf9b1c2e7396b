using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Registry.Workers;

internal static class WorkerLeaves
{
    /// <param name="Reason">resigned, contract-ended, retired, moved, dismissed, died or other; personal data.</param>
    /// <param name="LastDay">Today or before; today when absent.</param>
    /// <example>{"reason": "retired", "lastDay": "2021-11-30"}</example>
    public sealed record Request(LeavingReason Reason, DateOnly? LastDay = null);

    public static void Map(RouteGroupBuilder workers) =>
        workers
            .MapPost("/{id:guid}/leave", HandleAsync)
            .WithName(nameof(WorkerLeaves))
            .WithSummary("A worker leaves: the post ends, and the worker is not active any more. Needs If-Match.")
            .WithDescription(
                "A worker who returns gets a new post. Posts that have not begun are not changed. An end that is known before is entered with the posts."
            )
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<WorkerView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpResponse http,
        RegistryDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var found = await WorkerToChange.FindAsync(db, id, ifMatch, context.Caller!, cancellationToken);
        if (!found.IsAllowed(out var worker, out var refusal))
        {
            return refusal;
        }

        var lastDay = request.LastDay ?? clock.Today();
        if (lastDay > clock.Today())
        {
            return Problems.Invalid("lastDay", "Must not be in the future.");
        }

        if (!worker.Active)
        {
            return Problems.Conflict("worker-left", "The worker has left already.");
        }

        if (!worker.TryLeave(lastDay, clock.Today()))
        {
            return Problems.Invalid("lastDay", "Must not be before the post began.");
        }

        var before = envelope.Open<WorkerIdentity>(worker.Personal, id, nameof(worker.Personal));
        var identity = before with { Left = request.Reason };
        WorkerToChange.Seal(worker, before, identity, envelope);
        return await WorkerToChange.SaveAsync(db, worker, identity, "worker leaves", http, clock, cancellationToken);
    }
}
