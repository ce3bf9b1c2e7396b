using SocialServices.Contracts;

namespace SocialServices.ServiceDefaults.Broker;

/// <summary>The event types that this version of the service can read. After a rollback its outbox may hold others.</summary>
internal sealed class KnownEventTypes
{
    private readonly Dictionary<string, Type> byName;

    public KnownEventTypes()
        : this(_ => true) { }

    /// <param name="knows">By wire name: what a version knows.</param>
    public KnownEventTypes(Func<string, bool> knows) =>
        byName = EventTypes.All.Where(type => knows(WireNameAttribute.Of(type))).ToDictionary(WireNameAttribute.Of);

    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <returns>Null for a type that only another version knows.</returns>
    public Type? Find(string wireName) => byName.GetValueOrDefault(wireName);
}
