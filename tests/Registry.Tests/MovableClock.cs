namespace SocialServices.Registry.Tests;

/// <summary>The real clock, which a test can move forward.</summary>
public sealed class MovableClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref ahead));

    public void Advance(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);
}
