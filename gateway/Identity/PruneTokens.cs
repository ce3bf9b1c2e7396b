using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SocialServices.Gateway.Data;

namespace SocialServices.Gateway.Identity;

/// <summary>Forgets tokens and assertions that have ended, once an hour. Several replicas do not disturb each other.</summary>
internal sealed partial class PruneTokens(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PruneTokens> logger) : BackgroundService
{
    /// <summary>Long enough to look up what happened with a token yesterday.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(now - Kept, cancellationToken);
        await scope
            .ServiceProvider.GetRequiredService<GatewayDb>()
            .UsedAssertions.Where(assertion => assertion.ExpiresAt < now)
            .ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Old tokens could not be removed; the next hour tries again")]
    private partial void LogFault(Exception fault);
}
