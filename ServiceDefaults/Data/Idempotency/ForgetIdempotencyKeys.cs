using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Idempotency;

/// <summary>Forgets idempotency keys, and the answers stored with them, after <see cref="IdempotencyKey.Kept"/>.</summary>
internal sealed partial class ForgetIdempotencyKeys(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetIdempotencyKeys> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var oldest = clock.GetUtcNow() - IdempotencyKey.Kept;
                await scope
                    .ServiceProvider.GetRequiredService<ServiceDbContext>()
                    .IdempotencyKeys.Where(key => key.CreatedAt < oldest)
                    .ExecuteDeleteAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old idempotency keys could not be removed; the next hour tries again")]
    private partial void LogFault(Exception fault);
}
