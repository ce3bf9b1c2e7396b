using System.Text.Json.Serialization;
using MassTransit;

namespace SocialServices.Contracts;

/// <summary>An event: what has happened, as one service tells the others. Carries ids and demographics only, never personal data.</summary>
/// <remarks>
/// Who publishes it sets neither id nor time: <c>ServiceDbContext.Publish</c> does. Both are settable at creation, so that they survive a
/// round trip through JSON: consumers recognise a repeated delivery by the id. An event without them is not readable.
/// </remarks>
[ExcludeFromTopology]
public abstract record IntegrationEvent
{
    /// <summary>UUID v7 of this event.</summary>
    [JsonRequired]
    public Guid EventId { get; init; }

    /// <summary>When it became true, UTC.</summary>
    [JsonRequired]
    public DateTimeOffset OccurredAt { get; init; }
}
