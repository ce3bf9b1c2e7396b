using System.Text.Json;
using Npgsql;
using RabbitMQ.Client;
using SocialServices.Stack.Tests.Running;
using StackExchange.Redis;

namespace SocialServices.Stack.Tests;

/// <summary>What somebody can do who has taken one service over: no more than that service needs.</summary>
[Collection(RunningSystemCollection.Name)]
public sealed class SeparationTests(RunningSystem system)
{
    private static readonly string[] Services = ["registry", "training", "referrals", "reporting", "gateway"];

    [Fact]
    public async Task No_service_opens_the_database_of_another()
    {
        foreach (var service in Services)
        {
            await using var own = new NpgsqlConnection(Database(service, $"{service}db"));
            await own.OpenAsync();
            foreach (var other in Services.Where(other => other != service).Select(other => $"{other}db").Append("postgres"))
            {
                await using var connection = new NpgsqlConnection(Database(service, other));
                var refused = await Assert.ThrowsAsync<PostgresException>(async () => await connection.OpenAsync());
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            }
        }
    }

    [Fact]
    public async Task A_service_tells_no_events_of_another_and_reads_no_queue_of_another()
    {
        await system.StoryAsync();
        await using var connection = await new ConnectionFactory
        {
            Uri = new Uri($"amqp://registry:{Secret("registry-messaging-password")}@{Address("messaging")}"),
        }.CreateConnectionAsync();

        Assert.Equal(404, await PublishAsync("registry.nothing.v1")); // it could, were there one
        Assert.Equal(403, await PublishAsync("training.certificate-issued.v1"));
        Assert.Equal(403, await PublishAsync("reporting.site-opened-handler"));
        Assert.Equal(403, await ReadAsync("reporting.site-opened-handler"));
        Assert.Null(await ReadAsync("registry.certificate-issued-handler"));

        Task<int?> PublishAsync(string exchange) =>
            TryAsync(channel =>
                channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties(), ReadOnlyMemory<byte>.Empty).AsTask()
            );

        Task<int?> ReadAsync(string queue) => TryAsync(channel => channel.BasicGetAsync(queue, autoAck: false));

        // Null when it was allowed, else the broker's reason.
        async Task<int?> TryAsync(Func<IChannel, Task> doAsync)
        {
            await using var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
            );
            try
            {
                await doAsync(channel);
                return null;
            }
            catch (Exception) when (channel.CloseReason is { } reason)
            {
                return reason.ReplyCode;
            }
        }
    }

    [Fact]
    public async Task The_gateway_counts_in_Redis_below_its_own_name_and_can_do_nothing_else()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            $"{Address("cache")},user=gateway,password={Secret("gateway-cache-password")},allowAdmin=true"
        );
        var cache = redis.GetDatabase();

        Assert.Equal(5, await cache.StringIncrementAsync($"gateway:test-{Guid.NewGuid()}", 5));
        using var client = await system.ClientAsync("programme");
        using var counted = await client.GetAsync("/api/v1/registry/places");
        Assert.True(counted.Headers.Contains("RateLimit-Remaining")); // by the gateway, with this account
        foreach (
            var command in (Func<Task>[])
                [
                    () => cache.StringIncrementAsync("other", 5),
                    () => cache.StringSetAsync("gateway:test", "1"),
                    () => cache.ExecuteAsync("KEYS", "*"),
                    () => cache.ExecuteAsync("ACL", "LIST"),
                    () => cache.ExecuteAsync("FLUSHALL"),
                ]
        )
        {
            Assert.Contains("NOPERM", (await Assert.ThrowsAsync<RedisServerException>(command)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_service_has_keys_and_passwords_of_its_own()
    {
        var secrets = Services
            .SelectMany(service =>
                (string[])
                    [
                        $"{service}-encryption-key",
                        $"{service}-audit-key",
                        $"{service}-database-password",
                        $"{service}-database-owner-password",
                        $"{service}-messaging-password",
                    ]
            )
            .Select(Secret)
            .ToList();

        Assert.Equal(secrets.Count, secrets.Distinct().Count());
    }

    private string Database(string service, string name)
    {
        var address = new Uri($"tcp://{Address("postgres")}");
        return $"Host={address.Host};Port={address.Port};Database={name};Username={service};Password={Secret($"{service}-database-password")};Pooling=false";
    }

    private string Address(string server) =>
        system.Report.Resources.Single(resource => resource.Name == server).Urls.Single().Replace("tcp://", "", StringComparison.Ordinal);

    private string Secret(string name) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(system.State, "secrets.json")))![name];
}
