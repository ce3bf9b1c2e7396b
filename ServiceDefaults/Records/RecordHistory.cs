using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.ServiceDefaults.Records;

/// <summary>Tells from EF's change tracker what happens to records, so that no write can forget its history.</summary>
public static class RecordHistory
{
    private const string Annotation = "SocialServices:NotInHistory";

    /// <summary>The property is kept elsewhere (capacity: the ledger) or says nothing about the record itself.</summary>
    public static PropertyBuilder<TProperty> NotInHistory<TProperty>(this PropertyBuilder<TProperty> property) =>
        property.HasAnnotation(Annotation, true);

    /// <summary>The table <c>record_changes</c>.</summary>
    public static void HasRecordHistory(this ModelBuilder model) => model.ApplyConfiguration(new RecordChange.Mapping());

    /// <summary>The rows for what is about to be saved.</summary>
    public static IEnumerable<RecordChange> Collect(ChangeTracker tracker, RequestContext context, TimeProvider clock)
    {
        foreach (var entry in tracker.Entries<IRecord>())
        {
            var (record, changes) = (entry.Entity, entry.State is EntityState.Modified ? Differences(entry) : null);
            if (entry.State is EntityState.Added || changes is { Count: > 0 })
            {
                var deleted = record is IDeletable { DeletedAt: not null };
                yield return new RecordChange
                {
                    Subject = record.Subject,
                    Owner = record.Owner,
                    At = clock.GetUtcNow(),
                    Actor = context.Actor,
                    ActorOrganization = context.Caller?.Organization,
                    Kind =
                        entry.State is EntityState.Added ? RecordChange.Created
                        : deleted ? RecordChange.Deleted
                        : RecordChange.Changed,
                    Changes = deleted ? null : changes?.Deserialize<JsonDocument>(),
                    Reason = deleted ? ((IDeletable)record).DeletionReason : null,
                };
            }
        }
    }

    private static JsonObject Differences(EntityEntry entry)
    {
        var changes = new JsonObject();
        foreach (var property in entry.Properties.Where(p => p.IsModified && IsKept(p.Metadata)))
        {
            if (property.Metadata.IsSealed())
            {
                changes[NameOf(property.Metadata)] = new JsonObject();
            }
            else
            {
                Add(changes, NameOf(property.Metadata), Write(property.OriginalValue), Write(property.CurrentValue));
            }
        }

        foreach (var complex in entry.ComplexProperties.Where(c => c.Properties.Any(p => p.IsModified)))
        {
            Add(changes, NameOf(complex.Metadata), Write(complex, p => p.OriginalValue), Write(complex, p => p.CurrentValue));
        }

        return changes;
    }

    // Versions, times of modification and generated columns are the database's.
    private static bool IsKept(IReadOnlyProperty property) =>
        property.ValueGenerated is ValueGenerated.Never && property.FindAnnotation(Annotation) is null;

    private static void Add(JsonObject changes, string name, JsonNode? from, JsonNode? to)
    {
        if (!JsonNode.DeepEquals(from, to))
        {
            changes[name] = new JsonObject { ["from"] = from, ["to"] = to };
        }
    }

    private static JsonNode? Write(object? value) => JsonSerializer.SerializeToNode(value, Json.Options);

    private static JsonObject Write(ComplexPropertyEntry complex, Func<PropertyEntry, object?> valueOf) =>
        new(complex.Properties.Select(p => KeyValuePair.Create(NameOf(p.Metadata), Write(valueOf(p)))));

    private static string NameOf(IReadOnlyPropertyBase property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
