using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Registry.Workers;

/// <summary>The worker whom a caller wants to change. To strangers the worker does not exist.</summary>
internal static class WorkerToChange
{
    public static async Task<ToChange<Worker>> FindAsync(
        RegistryDb db,
        Guid id,
        IfMatch? ifMatch,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ToChange.Check(
            await db.Workers.SingleOrDefaultAsync(w => w.Id == id, cancellationToken),
            "The worker",
            found => caller.MayActFor(found.OrganizationCode) ? null : Problems.NotFound("The worker"),
            ifMatch
        );

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
            db.Publish(worker.Changed(worker.DemographicsOn(identity, clock.Today())));
        }

        db.Audit(action, $"worker/{worker.Id}"); // also when nothing changed: the answer shows personal data
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
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
            worker.Personal = envelope.Seal(after, worker.Id, nameof(worker.Personal));
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
