using MassTransit;

namespace SocialServices.Contracts;

/// <summary>A fact that one service tells the others. Carries ids and coarse facts only, never personal data.</summary>
/// <remarks>The id is settable at creation, so that it survives a round trip through JSON: consumers recognise a repeated delivery by it.</remarks>
[ExcludeFromTopology]
public abstract record IntegrationEvent
{
    /// <summary>UUID v7 of this fact.</summary>
    public required Guid EventId { get; init; }

    /// <summary>When it became true, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
