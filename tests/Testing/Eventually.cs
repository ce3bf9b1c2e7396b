using System.Diagnostics;
using Xunit;

namespace SocialServices.Testing;

/// <summary>Waits for what another process or thread will do, with a deadline that says what it saw last.</summary>
public static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <returns>The first value that fits.</returns>
    /// <param name="lookAsync">What is seen now.</param>
    /// <param name="fits">Whether that is what is waited for.</param>
    /// <param name="within">30 seconds when not given.</param>
    /// <param name="every">Time between two looks; 50 milliseconds when not given.</param>
    public static async Task<T> GetAsync<T>(Func<Task<T>> lookAsync, Func<T, bool> fits, TimeSpan? within = null, TimeSpan? every = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await lookAsync();
            if (fits(seen))
            {
                return seen;
            }

            if (watch.Elapsed > (within ?? Deadline))
            {
                Assert.Fail($"Not seen within {watch.Elapsed.TotalSeconds:0} s; last seen: {seen}");
            }

            await Task.Delay(every ?? Poll, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<Task<bool>> isAsync, TimeSpan? within = null) => GetAsync(isAsync, yes => yes, within);
}
