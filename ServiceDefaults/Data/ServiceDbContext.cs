using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>
/// A service's database: its own tables beside outbox, inbox, audit and idempotency keys, so that one
/// <c>SaveChanges</c> commits the change, its audit entry, its events and the caller's idempotency key together.
/// </summary>
/// <param name="options">The connection.</param>
/// <param name="context">Who acts.</param>
/// <param name="clock">The time of audit entries.</param>
public abstract class ServiceDbContext(DbContextOptions options, RequestContext context, TimeProvider clock) : DbContext(options)
{
    private Guid lastEventId;

    /// <summary>Who acts.</summary>
    protected RequestContext Context => context;

    /// <summary>The time of what is written.</summary>
    protected TimeProvider Clock => clock;

    internal DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();
    internal DbSet<InboxEntry> InboxEntries => Set<InboxEntry>();
    internal DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    internal DbSet<AuditLink> AuditChain => Set<AuditLink>();
    internal DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    internal DbSet<ParkedEvent> ParkedEvents => Set<ParkedEvent>();
    internal DbSet<EventCursor> EventCursors => Set<EventCursor>();

    /// <summary>Tells the others, once this change is committed. Gives the event its id and its time: now.</summary>
    public void Publish(IntegrationEvent happened)
    {
        // EF inserts in the order of the keys, and UUID v7 does not rise within a millisecond: what is told first must come first.
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        lastEventId = id.CompareTo(lastEventId) > 0 ? id : Following(lastEventId);
        Outbox.Add(ToOutbox(happened with { EventId = lastEventId, OccurredAt = now }, Activity.Current?.Id));
    }

    /// <summary>
    /// As <see cref="Publish"/> for thousands of events, written at once into the open transaction, in the order given. Their way to
    /// the consumers is not traced.
    /// </summary>
    public Task PublishAsync(IEnumerable<IntegrationEvent> happened, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return this.InsertAsync(
            [
                .. happened.Select(one =>
                    ToOutbox(one with { EventId = Guid.CreateVersion7(now), OccurredAt = now }, OutboxEvent.OutsideOfTraces())
                ),
            ],
            cancellationToken
        );
    }

    /// <summary>Records who did what to whose record; committed with the change (for a read: by <c>SaveChangesAsync</c> before the answer).</summary>
    /// <param name="action">Verb phrase, for example <c>read service user</c>.</param>
    /// <param name="subject">The record, as kind and id, for example <c>service-user/0192…</c>; never a name.</param>
    /// <param name="reason">Why, where a reason is asked for.</param>
    public void Audit(string action, string subject, string? reason = null) =>
        Audit(action, subject.Split('/', 2) is [var kind, var id] ? (kind, [id]) : (subject, []), AuditOutcome.Done, reason);

    /// <summary>Records which records a list has shown, also when it has shown none.</summary>
    /// <param name="action">Verb phrase, for example <c>list cases</c>.</param>
    /// <param name="kind">What they are, for example <c>case</c>.</param>
    /// <param name="ids">All that the answer shows.</param>
    /// <param name="detail">What was asked for, in codes and ids.</param>
    public void AuditShown(string action, string kind, IEnumerable<Guid> ids, string? detail = null) =>
        AuditShown(action, kind, ids.Select(id => id.ToString()), detail);

    /// <summary>As for records with ids, for such as have codes.</summary>
    public void AuditShown(string action, string kind, IEnumerable<string> ids, string? detail = null) =>
        Audit(action, (kind, [.. ids]), AuditOutcome.Done, detail);

    /// <summary>
    /// Records that a call over gRPC asked for records that do not exist, or are not the caller's business; none, no entry. For REST
    /// endpoints that are <c>.AboutPeople</c> it is done for them.
    /// </summary>
    public void AuditNotFound(string action, string kind, IEnumerable<Guid> ids)
    {
        if (ids.Select(id => id.ToString()).ToList() is { Count: > 0 } missing)
        {
            AuditRefusal(action, kind, missing, AuditOutcome.NotFound, detail: null);
        }
    }

    /// <summary>Records an attempt that was refused.</summary>
    internal void AuditRefusal(string action, string kind, IEnumerable<string> ids, AuditOutcome outcome, string? detail) =>
        Audit(action, (kind, [.. ids]), outcome, detail);

    /// <summary>
    /// Opens the transaction of an idempotent request before its handler decides, so that it can lock what it decides about
    /// (<c>select … for update</c>). <c>SaveChangesAsync</c> goes on in it, and the answer commits it or, when refused, rolls it back.
    /// </summary>
    /// <exception cref="InvalidOperationException">The endpoint is not <c>.Idempotent()</c>: a mistake in the code.</exception>
    public Task BeginAsync(CancellationToken cancellationToken) =>
        (context.Idempotency ?? throw new InvalidOperationException("The endpoint is not idempotent.")).EnterAsync(cancellationToken);

    /// <summary>
    /// Saves what a use case has changed: the last step of the write path. The database decides about duplicates and about who was
    /// first, and this is the one place where its answer becomes a problem.
    /// </summary>
    /// <returns>Null when everything is saved; otherwise why nothing is.</returns>
    public async Task<ProblemHttpResult?> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problems.Stale;
        }
        catch (DbUpdateException refused)
            when (refused.InnerException is PostgresException { ConstraintName: { } name } && Constraints.TryGetValue(name, out var problem)
            )
        {
            return problem();
        }
    }

    /// <summary>What it means for the caller that a constraint of the database, by its name, refuses a change. Others are faults.</summary>
    protected virtual IReadOnlyDictionary<string, Func<ProblemHttpResult>> Constraints { get; } =
        new Dictionary<string, Func<ProblemHttpResult>>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (context.Idempotency is { } request)
        {
            await request.EnterAsync(cancellationToken);
        }

        Database.AutoSavepointsEnabled = false; // a refused change ends its transaction: nothing goes on behind a savepoint
        var audited = ChangeTracker.Entries<AuditEntry>().Any(entry => entry.State is EntityState.Added);
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        context.HasAudited |= audited;
        return written;
    }

    /// <summary>The shared tables, the service's own, then snake_case names for all.</summary>
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(
            typeof(ServiceDbContext).Assembly,
            type => type.Namespace?.StartsWith("SocialServices.ServiceDefaults", StringComparison.Ordinal) is true
        );
        OnServiceModelCreating(modelBuilder);
        modelBuilder.UseWords();
        modelBuilder.UseSnakeCase();
    }

    /// <summary>The service's own tables.</summary>
    protected abstract void OnServiceModelCreating(ModelBuilder modelBuilder);

    private void Audit(string action, (string Kind, List<string> Ids) records, AuditOutcome outcome, string? detail)
    {
        var (now, caller) = (clock.GetUtcNow(), context.Caller);
        AuditEntries.Add(
            new AuditEntry
            {
                Id = Guid.CreateVersion7(now),
                At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), // as the database keeps it
                Person = caller?.Worker,
                Client = context.Actor,
                Organization = caller?.Organization,
                Assurance = caller?.Assurance.ToString().ToLowerInvariant(),
                Purpose = caller?.Purpose,
                TokenId = caller?.TokenId is { Length: > AuditEntry.MaxTokenIdLength } longId
                    ? longId[..AuditEntry.MaxTokenIdLength]
                    : caller?.TokenId,
                Action = action,
                RecordKind = records.Kind,
                RecordIds = records.Ids,
                Outcome = outcome,
                Detail = detail,
            }
        );
    }

    private static OutboxEvent ToOutbox(IntegrationEvent happened, string? traceParent) =>
        OutboxEvent.Of(
            WireNameAttribute.Of(happened.GetType()),
            happened,
            JsonSerializer.Serialize(happened, happened.GetType(), Json.Options),
            traceParent
        );

    private static Guid Following(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        for (var i = bytes.Length - 1; ++bytes[i] == 0; i--) { }

        return new Guid(bytes, bigEndian: true);
    }
}
