using MassTransit;
using SocialServices.Contracts;

namespace SocialServices.ServiceDefaults.Broker;

/// <summary>Exchanges bear the events' wire names, so that renaming a class breaks nobody.</summary>
internal sealed class WireNameFormatter(string prefix) : IEntityNameFormatter
{
    public string FormatEntityName<T>() =>
        prefix
        + (
            typeof(T) is { IsAbstract: false } && typeof(T).IsAssignableTo(typeof(IntegrationEvent))
                ? WireNameAttribute.Of(typeof(T))
                : typeof(T).FullName
        );
}
