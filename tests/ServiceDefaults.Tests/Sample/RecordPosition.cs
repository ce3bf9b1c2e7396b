using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Registry;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>What handlers have seen, across the replicas of a test.</summary>
internal sealed class ReceivedPositions
{
    private readonly ConcurrentQueue<long> positions = new();
    private int refusals;

    public int Count => positions.Count;

    /// <summary>How many deliveries still have to fail.</summary>
    public int Failures { get; set; }

    /// <summary>The position that the handler cannot take; null for none.</summary>
    public long? Refused { get; set; }

    /// <summary>How it fails then.</summary>
    public Action Refuses { get; set; } = () => throw new InvalidOperationException("The test wants this event to fail.");

    /// <summary>How often the handler was given what it cannot take.</summary>
    public int Refusals => Volatile.Read(ref refusals);

    public void Refuse()
    {
        Interlocked.Increment(ref refusals);
        Refuses();
    }

    public void Register(WebApplicationBuilder builder) => builder.Services.AddSingleton(this);

    public void Add(long position) => positions.Enqueue(position);

    public IEnumerable<long> Sorted() => positions.Order();
}

internal sealed class RecordPosition(ReceivedPositions received) : IEventHandler<SiteStatusChanged>
{
    public Task HandleAsync(SiteStatusChanged fact, long position, CancellationToken cancellationToken)
    {
        if (received.Failures > 0)
        {
            received.Failures--;
            throw new InvalidOperationException("The test wants this delivery to fail.");
        }

        if (received.Refused == position)
        {
            received.Refuse();
        }

        received.Add(position);
        return Task.CompletedTask;
    }
}
