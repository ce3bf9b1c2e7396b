using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>
/// Chains the entries that were committed, and anchors the head. One replica leads (advisory lock); another takes over when its
/// connection ends. It polls: a notification for each entry would make PostgreSQL commit all of them one after the other.
/// </summary>
internal sealed partial class AuditKeeper(
    NpgsqlDataSource database,
    AuditKeys keys,
    AuditAnchors anchors,
    AuditState state,
    ServiceIdentity service,
    IOptions<AuditOptions> options,
    TimeProvider clock,
    ILogger<AuditKeeper> logger
) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxFarewell = TimeSpan.FromSeconds(5);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        anchors.Prepare(clock.GetUtcNow()); // a folder that cannot be written to stops the start
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                await KeepAsync(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) // the database or the folder of the anchors is away: the entries wait in their table
            {
                state.Turned();
                LogFault(fault);
                await Task.Delay(AfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task KeepAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var lead = new Lead();
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                lead.IsTaken = lead.IsTaken || await TryLeadAsync(connection, cancellationToken);
                if (lead.IsTaken)
                {
                    await ChainAllAsync(connection, cancellationToken);
                    await AnchorAsync(connection, lead, options.Value.AnchorEvery, cancellationToken);
                    state.Kept(await AuditChain.LagAsync(connection, cancellationToken));
                }
                else
                {
                    state.Kept(default);
                }

                await Task.Delay(options.Value.ChainEvery, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (lead.IsTaken && cancellationToken.IsCancellationRequested)
        {
            // What came last before the service ends.
            using var farewell = new CancellationTokenSource(MaxFarewell);
            await ChainAllAsync(connection, farewell.Token);
            await AnchorAsync(connection, lead, TimeSpan.Zero, farewell.Token);
        }
        finally
        {
            await connection.EndSessionStateAsync(database); // gives the lead back at once
        }
    }

    /// <summary>Who does not know the key of the last link was started before the keys were changed, and leaves the chain to those who do.</summary>
    private async Task<bool> TryLeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await AuditChain.TryLeadAsync(connection, cancellationToken))
        {
            return false;
        }

        if ((await AuditChain.HeadAsync(connection, cancellationToken)).KeyId is not { } keyId || keys.Knows(keyId))
        {
            return true;
        }

        await AuditChain.StepDownAsync(connection);
        throw new InvalidOperationException(
            $"The audit chain ends with a link of key {keyId}, which is neither Audit:Key nor among Audit:PreviousKeys."
        );
    }

    private async Task ChainAllAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        int chained;
        do
        {
            (chained, var forged) = await AuditChain.ChainAsync(connection, keys, clock.GetUtcNow(), cancellationToken);
            foreach (var entryId in forged)
            {
                LogForged(entryId);
            }

            state.Turned();
        } while (chained > 0);
    }

    private async Task AnchorAsync(NpgsqlConnection connection, Lead lead, TimeSpan every, CancellationToken cancellationToken)
    {
        if (lead.AnchoredAt is { } at && clock.GetElapsedTime(at) < every)
        {
            return;
        }

        var head = await AuditChain.HeadAsync(connection, cancellationToken);
        if (head.Sequence < lead.Anchored)
        {
            LogCutOff(head.Sequence, lead.Anchored);
        }

        if (head.Sequence != lead.Anchored && head.Sequence > 0)
        {
            LogAnchor(await anchors.AppendAsync(AuditAnchor.Of(service.Name, head, clock.GetUtcNow(), keys), cancellationToken));
        }

        (lead.Anchored, lead.AnchoredAt) = (head.Sequence, clock.GetTimestamp());
    }

    [LoggerMessage(LogLevel.Error, "The audit log could not be chained or anchored; it is tried again")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(LogLevel.Critical, "Audit entry {EntryId} was not written by this service: it is not signed with its key")]
    private partial void LogForged(Guid entryId);

    [LoggerMessage(
        LogLevel.Critical,
        "The audit chain ends at {Sequence}, and did at {Anchored} when it was last anchored: entries were removed"
    )]
    private partial void LogCutOff(long sequence, long anchored);

    // A second copy, wherever the logs go.
    [LoggerMessage(LogLevel.Information, "Audit anchor {Anchor}")]
    private partial void LogAnchor(string anchor);

    private sealed class Lead
    {
        public bool IsTaken { get; set; }
        public long Anchored { get; set; }
        public long? AnchoredAt { get; set; }
    }
}
