using Microsoft.Extensions.Options;
using SocialServices.Referrals.GroupProgrammes;
using SocialServices.Referrals.Referrals;

namespace SocialServices.Referrals;

/// <summary>Runs what happens by itself as time passes: waiting lists, deadlines, reminders. In every replica.</summary>
internal sealed partial class CareWatch(
    IServiceScopeFactory scopes,
    IOptions<WaitingListOptions> options,
    TimeProvider clock,
    ILogger<CareWatch> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunAsync<WaitingList>(list => list.OfferAsync(stoppingToken));
            await RunAsync<Deadlines>(deadlines => deadlines.HandleAsync(stoppingToken));
            await RunAsync<MeasureReminders>(reminders => reminders.HandleAsync(stoppingToken));
        }
    }

    private async Task RunAsync<T>(Func<T, Task> turn)
        where T : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await turn(scope.ServiceProvider.GetRequiredService<T>());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault, typeof(T).Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{What} could not be worked through; the next turn tries again")]
    private partial void LogFault(Exception fault, string what);
}
