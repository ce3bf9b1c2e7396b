using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Registry.Workers;

/// <summary>The worker whom a caller wants to change, or why not. To strangers the worker does not exist.</summary>
internal readonly record struct WorkerToChange(Worker? Worker, ProblemHttpResult? Refusal)
{
    public static async Task<WorkerToChange> FindAsync(
        RegistryDb db,
        Guid id,
        IfMatch? ifMatch,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        await db.Workers.SingleOrDefaultAsync(w => w.Id == id, cancellationToken) switch
        {
            { } worker when caller.MayActFor(worker.OrganizationCode) => Problems.UnlessCurrent(ifMatch, worker.Version) is { } outdated
                ? new(null, outdated)
                : new(worker, null),
            _ => new(null, Problems.NotFound("The worker")),
        };

    /// <summary>Saves what was changed in the worker, tells the others and answers with the worker.</summary>
    public static async Task<Results<Ok<WorkerView>, ProblemHttpResult>> SaveAsync(
        RegistryDb db,
        Worker worker,
        WorkerIdentity identity,
        string action,
        HttpResponse http,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (db.ChangeTracker.HasChanges())
        {
            db.Publish(worker.Changed(worker.Facts(identity, clock.Today()), clock.GetUtcNow()));
        }

        db.Audit(action, $"worker/{worker.Id}"); // also when nothing changed: the answer shows personal data
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }
        catch (DbUpdateException duplicate) when (duplicate.Violates("ix_workers_organization_code_code"))
        {
            return Problems.Conflict("worker-code-taken", "The organization has another worker with this code.");
        }

        var competences = await db.CompetencesOfAsync(worker.Id, cancellationToken);
        http.Headers.ETag = ETag.Of(worker.Version).ToString();
        http.Headers.CacheControl = "no-store";
        return TypedResults.Ok(WorkerView.Of(worker, identity, competences, clock));
    }

    /// <summary>Seals what recognises the worker, but only when it is different: every sealing looks different.</summary>
    public static void Seal(Worker worker, WorkerIdentity before, WorkerIdentity after, Envelope envelope)
    {
        if (before != after)
        {
            worker.Personal = envelope.Seal(after, worker.Id);
        }
    }
}

internal static class Competences
{
    /// <summary>What training has certified, by competence.</summary>
    public static Task<List<WorkerCompetence>> CompetencesOfAsync(this RegistryDb db, Guid workerId, CancellationToken cancellationToken) =>
        db
            .WorkerCompetences.AsNoTracking()
            .Where(c => c.WorkerId == workerId)
            .OrderBy(c => c.Competence)
            .ThenBy(c => c.ValidFrom)
            .Take(200)
            .ToListAsync(cancellationToken);
}
