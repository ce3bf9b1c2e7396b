using System.Collections.Frozen;

namespace SocialServices.Contracts;

/// <summary>All events of the system by wire name.</summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<string, Type> ByName = typeof(IntegrationEvent)
        .Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IntegrationEvent)))
        .ToFrozenDictionary(WireNameAttribute.Of);

    public static IEnumerable<Type> All => ByName.Values;

    /// <returns>Null for a name this version does not know, as when a newer service publishes it.</returns>
    public static Type? Find(string wireName) => ByName.GetValueOrDefault(wireName);
}
