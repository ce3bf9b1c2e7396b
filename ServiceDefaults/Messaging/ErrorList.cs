using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>
/// All events that this service received and could not process, whichever way they came: those that are parked in the
/// database and those in the broker's error queues (<c>--errors</c>, <c>--replay-errors</c>).
/// </summary>
internal sealed class ErrorList(ErrorQueues broker, ParkedEvents parked, QueueNames queues)
{
    /// <returns>The number of events by error queue; 0 where there is none.</returns>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken) =>
        Sum(await broker.CountAsync(cancellationToken), await CountParkedAsync(cancellationToken));

    /// <summary>As <see cref="CountAsync"/>, without the broker.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountParkedAsync(CancellationToken cancellationToken) =>
        (await parked.CountAsync(cancellationToken)).ToDictionary(
            count => QueueNames.ErrorQueueOf(queues.OfHandler(count.Key)),
            count => count.Value
        );

    /// <returns>The first parked events, by source and position.</returns>
    public Task<IReadOnlyList<ParkedEvents.Waiting>> ListParkedAsync(int limit, CancellationToken cancellationToken) =>
        parked.ListAsync(limit, cancellationToken);

    /// <summary>Has every event tried again: by the running service, each once.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellationToken) =>
        await parked.ReplayAsync(cancellationToken) + await broker.ReplayAsync(cancellationToken);

    public static IReadOnlyDictionary<string, long> Sum(params IEnumerable<IReadOnlyDictionary<string, long>> counts) =>
        counts
            .SelectMany(some => some)
            .GroupBy(count => count.Key)
            .ToDictionary(queue => queue.Key, queue => queue.Sum(count => count.Value), StringComparer.Ordinal);
}
