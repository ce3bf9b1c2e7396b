using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Registry.Workers;

/// <summary>Moves workers into the posts that begin, and out of those that are over. Any number of replicas may do it at once: each skips what another is at.</summary>
internal sealed class BeginPosts(RegistryDb db, Envelope envelope, TimeProvider clock)
{
    private const int AtOnce = 1000;

    /// <exception cref="AggregateException">Some workers could not be moved; the others were.</exception>
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var (today, faults) = (clock.Today(), new List<Exception>());
        var due = await db
            .Workers.Where(w => w.DueOn <= today)
            .OrderBy(w => w.DueOn)
            .Take(AtOnce)
            .Select(w => w.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in due)
        {
            try
            {
                await BeginAsync(id, today, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }

            db.ChangeTracker.Clear();
        }

        if (faults.Count > 0)
        {
            throw new AggregateException(faults);
        }
    }

    private async Task BeginAsync(Guid id, DateOnly today, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var locked = await db
            .Workers.FromSql(
                $"select w.*, w.xmin from workers w where id = {id} and due_on <= {today} and deleted_at is null for update skip locked"
            )
            .IgnoreQueryFilters()
            .ToListAsync(cancellationToken);
        if (locked is not [var worker])
        {
            return;
        }

        var (before, employer) = (envelope.Open<WorkerIdentity>(worker.Personal, id, nameof(worker.Personal)), worker.OrganizationCode);
        worker.Employ(worker.Posts, today);
        if (worker.OrganizationCode != employer)
        {
            worker.Code = null; // the employer's own; another one there may have it
        }

        var identity = worker.Active ? before with { Left = null } : before;
        WorkerToChange.Seal(worker, before, identity, envelope);
        db.Publish(worker.Changed(worker.DemographicsOn(identity, today)));
        db.Audit("begin or end post", worker.Subject);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
