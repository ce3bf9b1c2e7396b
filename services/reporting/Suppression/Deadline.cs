using System.Diagnostics;

namespace SocialServices.Reporting.Suppression;

/// <summary>Until when a proof may take. What is not proven by then is not published.</summary>
internal sealed class Deadline(TimeSpan limit, CancellationToken cancellationToken)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>Milliseconds; 1 at least.</summary>
    public long Left => Math.Max(1, (long)(limit - watch.Elapsed).TotalMilliseconds);

    /// <exception cref="TimeoutException">The time is over.</exception>
    public void Check()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (watch.Elapsed > limit)
        {
            throw new TimeoutException($"The proof took longer than {limit.TotalSeconds:0} s.");
        }
    }
}
