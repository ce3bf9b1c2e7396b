namespace SocialServices.Gateway.SigningKeys;

/// <summary>Loads the keys before the first request, and looks after them every minute.</summary>
internal sealed partial class KeyRotation(KeyRing keys, TimeProvider clock, ILogger<KeyRotation> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.RefreshAsync(cancellationToken); // without a key there is no gateway: let the process fail
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.RefreshAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Signing keys could not be read; the ones in memory stay in use and the next minute tries again")]
    private partial void LogFault(Exception fault);
}
