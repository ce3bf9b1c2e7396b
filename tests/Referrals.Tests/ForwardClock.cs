namespace SocialServices.Referrals.Tests;

/// <summary>The real clock, set forward by the test. Timers run as ever.</summary>
internal sealed class ForwardClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
