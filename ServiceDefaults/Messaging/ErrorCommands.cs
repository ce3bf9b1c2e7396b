using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Outbox;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>What an operator does about events that could not be processed or sent.</summary>
internal static class ErrorCommands
{
    private const int MaxListed = 100;

    /// <summary><c>--errors</c></summary>
    public static async Task<int> ListAsync(IServiceProvider services)
    {
        var errors = services.GetRequiredService<ErrorList>();
        foreach (var (queue, count) in await errors.CountAsync(CancellationToken.None))
        {
            await Console.Out.WriteLineAsync($"{count, 8}  {queue}");
        }

        foreach (var e in await errors.ListParkedAsync(MaxListed, CancellationToken.None))
        {
            await Console.Out.WriteLineAsync(
                $"          {e.Source} {e.Position}  {e.Type}  {e.EventId}  {e.Handler}: {e.Fault}, {e.FailedAt.UtcDateTime:u}"
            );
        }

        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        foreach (var type in await OutboxParking.CountAsync(connection, CancellationToken.None))
        {
            await Console.Out.WriteLineAsync(
                $"{type.Count, 8}  outbox: {type.Type}, from position {type.FirstPosition}, since {type.Since.UtcDateTime:u}. {type.Reason}"
            );
        }

        return 0;
    }

    /// <summary><c>--replay-errors</c></summary>
    public static async Task<int> ReplayAsync(IServiceProvider services)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        var known = services.GetRequiredService<KnownEventTypes>().Names;
        var sent = await OutboxParking.ReleaseKnownAsync(connection, known, CancellationToken.None);
        await Console.Out.WriteLineAsync($"{sent} events of the outbox are sent by the running service now.");
        foreach (var type in (await OutboxParking.CountAsync(connection, CancellationToken.None)).Where(type => !known.Contains(type.Type)))
        {
            await Console.Out.WriteLineAsync(
                $"{type.Count} events of type {type.Type} stay parked: this version does not know it. "
                    + $"They are sent when a version that does starts, or let them go with --release-parked {type.Type}."
            );
        }

        var replayed = await services.GetRequiredService<ErrorList>().ReplayAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync($"{replayed} events that could not be processed are tried again by the running service now.");
        return 0;
    }

    /// <summary><c>--release-parked TYPE</c></summary>
    public static async Task<int> ReleaseAsync(IServiceProvider services, string? type)
    {
        if (type is null)
        {
            await Console.Error.WriteLineAsync("Name the event type: --release-parked TYPE. See --errors.");
            return 2;
        }

        var db = services.GetRequiredService<ServiceDbContext>();
        db.Audit("give up sending parked events", type);
        await db.SaveChangesAsync();
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        var released = await OutboxParking.GiveUpAsync(connection, type, CancellationToken.None);
        await Console.Out.WriteLineAsync(
            $"{released} events of type {type} are no longer parked. The broker does not get them; the event log keeps them."
        );
        return released > 0 ? 0 : 1;
    }
}
