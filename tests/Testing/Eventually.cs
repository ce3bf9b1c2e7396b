using System.Diagnostics;
using Xunit;

namespace SocialServices.Testing;

/// <summary>Waits for what another process or thread will do, with a deadline that says what it saw last.</summary>
public static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <returns>The first value that fits.</returns>
    public static async Task<T> GetAsync<T>(Func<Task<T>> lookAsync, Func<T, bool> fits, TimeSpan? within = null)
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

            await Task.Delay(Poll, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<Task<bool>> isAsync, TimeSpan? within = null) => GetAsync(isAsync, yes => yes, within);
}
