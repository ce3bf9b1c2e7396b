using SocialServices.ServiceDefaults.Data;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>
/// Keeps rounds of the event-log followers and <see cref="Projection.ForgetAsync"/> apart: a round that began before
/// everything was forgotten would otherwise write a cursor behind which nothing is left.
/// </summary>
internal static class ProjectionLock
{
    public const long Key = 0x70726f6a656374; // "project"

    /// <summary>Any number of followers at once. Held by the connection until the result is disposed of.</summary>
    public static async Task<IAsyncDisposable> BeginRoundAsync(ServiceDbContext db, CancellationToken cancellationToken) =>
        await SessionLock.WaitSharedAsync(db, Key, cancellationToken);
}
