using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace SocialServices.ServiceDefaults.Messaging;

/// <summary>The queues of events that could not be processed: counted, listed and replayed (<c>--errors</c>, <c>--replay-errors</c>).</summary>
internal sealed class ErrorQueues(Uri broker, QueueNames queues)
{
    /// <returns>The number of events in each error queue; 0 where it does not exist yet.</returns>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        var counts = new Dictionary<string, long>();
        foreach (var queue in queues.All.Select(QueueNames.ErrorQueueOf))
        {
            counts[queue] = await CountAsync(connection, queue, cancellationToken);
        }

        return counts;
    }

    /// <summary>Puts every event of the error queues back into the queue it failed in; each is taken off only when the broker has confirmed it there.</summary>
    /// <returns>How many were put back.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        var replayed = 0;
        foreach (var queue in queues.All)
        {
            // Only what is there now: an event that fails again must not be replayed for ever.
            for (var left = await CountAsync(connection, QueueNames.ErrorQueueOf(queue), cancellationToken); left > 0; left--)
            {
                replayed += await ReplayOneAsync(connection, queue, cancellationToken) ? 1 : 0;
            }
        }

        return replayed;
    }

    private static async Task<bool> ReplayOneAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken
        );
        if (await channel.BasicGetAsync(QueueNames.ErrorQueueOf(queue), autoAck: false, cancellationToken) is not { } message)
        {
            return false;
        }

        await channel.BasicPublishAsync(
            exchange: "",
            routingKey: queue,
            mandatory: true,
            new BasicProperties(message.BasicProperties),
            message.Body,
            cancellationToken
        );
        await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
        return true;
    }

    private static async Task<long> CountAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    private Task<IConnection> ConnectAsync(CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = broker, ClientProvidedName = "error queues" }.CreateConnectionAsync(cancellationToken);
}
