namespace SocialServices.Testing;

/// <summary>
/// The real clock, which a test can move forward. Relays, timers and deadlines need one that runs; where time may stand still,
/// use FakeTimeProvider.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref ahead));

    public void Advance(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);

    /// <summary>So far ahead of the real time, wherever it was before.</summary>
    public void SetAhead(TimeSpan time) => Interlocked.Exchange(ref ahead, time.Ticks);
}
