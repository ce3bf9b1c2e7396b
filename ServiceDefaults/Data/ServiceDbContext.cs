using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Inbox;
using SocialServices.ServiceDefaults.Outbox;

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
    internal DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    internal DbSet<ParkedEvent> ParkedEvents => Set<ParkedEvent>();
    internal DbSet<EventCursor> EventCursors => Set<EventCursor>();

    /// <summary>Tells the others, once this change is committed.</summary>
    public void Publish<TEvent>(TEvent fact)
        where TEvent : IntegrationEvent
    {
        // EF inserts in the order of the keys, and UUID v7 does not rise within a millisecond: what is told first must come first.
        lastEventId = fact.EventId.CompareTo(lastEventId) > 0 ? fact.EventId : Following(lastEventId);
        Outbox.Add(ToOutbox((IntegrationEvent)fact with { EventId = lastEventId }));
    }

    /// <summary>As <see cref="Publish"/> for thousands of facts, written at once into the open transaction, in the order given.</summary>
    public Task PublishAsync(IEnumerable<IntegrationEvent> facts, CancellationToken cancellationToken) =>
        this.InsertAsync([.. facts.Select(ToOutbox)], cancellationToken);

    /// <summary>Records who did what to whose record; committed with the change (for a read: by <c>SaveChangesAsync</c> before the answer).</summary>
    /// <param name="action">Verb phrase, for example <c>read service user</c>.</param>
    /// <param name="subject">The record, as type and id, for example <c>service-user/0192…</c>; never a name.</param>
    /// <param name="reason">Why, where a reason is asked for.</param>
    public void Audit(string action, string subject, string? reason = null) =>
        AuditEntries.Add(new AuditEntry(clock.GetUtcNow(), context.Actor, context.Caller?.Organization, action, subject, reason));

    /// <summary>
    /// Opens the transaction of an idempotent request before its handler decides, so that it can lock what it decides about
    /// (<c>select … for update</c>). <c>SaveChangesAsync</c> goes on in it, and the answer commits it or, when refused, rolls it back.
    /// </summary>
    /// <exception cref="InvalidOperationException">The endpoint is not <c>.Idempotent()</c>: a mistake in the code.</exception>
    public Task BeginAsync(CancellationToken cancellationToken) =>
        (context.Idempotency ?? throw new InvalidOperationException("The endpoint is not idempotent.")).EnterAsync(this, cancellationToken);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (context.Idempotency is { } request)
        {
            await request.EnterAsync(this, cancellationToken);
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>The shared tables, the service's own, then snake_case names for all.</summary>
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(
            typeof(ServiceDbContext).Assembly,
            type => type.Namespace?.StartsWith("SocialServices.ServiceDefaults", StringComparison.Ordinal) is true
        );
        OnServiceModelCreating(modelBuilder);
        modelBuilder.UseSnakeCase();
    }

    /// <summary>The service's own tables.</summary>
    protected abstract void OnServiceModelCreating(ModelBuilder modelBuilder);

    private static OutboxEvent ToOutbox(IntegrationEvent fact) =>
        OutboxEvent.Of(WireNameAttribute.Of(fact.GetType()), fact, JsonSerializer.Serialize(fact, fact.GetType(), Json.Options));

    private static Guid Following(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        for (var i = bytes.Length - 1; ++bytes[i] == 0; i--) { }

        return new Guid(bytes, bigEndian: true);
    }
}
