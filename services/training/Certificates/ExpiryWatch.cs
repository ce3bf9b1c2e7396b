using Microsoft.Extensions.Options;

namespace SocialServices.Training.Certificates;

/// <summary>Looks every few minutes, and when the service starts, whether certificates end soon.</summary>
internal sealed partial class ExpiryWatch(
    IServiceScopeFactory scopes,
    IOptions<ExpiryOptions> options,
    TimeProvider clock,
    ILogger<ExpiryWatch> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckEvery, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ExpiryReminders>().SendAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Reminders of ending certificates could not be sent; the next round tries again")]
    private partial void LogFault(Exception fault);
}
