using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Messaging;

namespace SocialServices.Testing;

/// <summary>What <c>--errors</c> and <c>--replay-errors</c> do, for the application under test.</summary>
/// <param name="app">Its services.</param>
public sealed class ErrorQueuesOf(IServiceProvider app)
{
    /// <returns>The number of events that wait in all error queues.</returns>
    public async Task<long> CountAsync() => (await app.GetRequiredService<ErrorList>().CountAsync(CancellationToken.None)).Values.Sum();

    /// <returns>How many were put back.</returns>
    public Task<int> ReplayAsync() => app.GetRequiredService<ErrorList>().ReplayAsync(CancellationToken.None);
}
