using Microsoft.Extensions.Options;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Workers;

namespace SocialServices.Registry.Agenda;

/// <summary>Lets begin what was entered for a later day, and tells what changes by the calendar, soon after midnight in Ashgabat, or when the service starts.</summary>
internal sealed partial class AgendaWatch(
    IServiceScopeFactory scopes,
    IOptions<AgendaOptions> options,
    TimeProvider clock,
    ILogger<AgendaWatch> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckEvery, clock);
        do
        {
            await TryAsync<BeginVersions>((versions, token) => versions.HandleAsync(token), stoppingToken);
            await TryAsync<BeginPosts>((posts, token) => posts.HandleAsync(token), stoppingToken);
            await TryAsync<TurnOfDay>((turn, token) => turn.HandleAsync(token), stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync<TWork>(Func<TWork, CancellationToken, Task> workAsync, CancellationToken cancellationToken)
        where TWork : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await workAsync(scope.ServiceProvider.GetRequiredService<TWork>(), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(typeof(TWork).Name, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Work} could not be done; the next round tries again")]
    private partial void LogFault(string work, Exception fault);
}
