using System.Reflection;
using MassTransit;

namespace SocialServices.Contracts;

/// <summary>The name by which an event is known outside this code base: in the event log, as exchange and in webhooks. Never changes.</summary>
/// <param name="name">area.past-fact.vN, for example <c>registry.site-opened.v1</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WireNameAttribute(string name) : MessageUrnAttribute(name)
{
    /// <summary>For example <c>registry.site-opened.v1</c>.</summary>
    public string Name { get; } = name;

    /// <exception cref="InvalidOperationException">The type has no wire name: a mistake in the code.</exception>
    public static string Of(Type eventType) =>
        eventType.GetCustomAttribute<WireNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{eventType.FullName} has no [WireName].");
}
