using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialServices.ServiceDefaults.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>Locks of a connection, in a pool that does not reset connections.</summary>
public sealed class SessionLockTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private NpgsqlDataSource source = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        var builder = new NpgsqlDataSourceBuilder(database.ConnectionString) { ConnectionStringBuilder = { NoResetOnClose = true } };
        source = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Who_comes_second_gets_the_lock_when_the_first_has_given_it_back()
    {
        await using var first = Open();
        await using var second = Open();

        await using (await SessionLock.WaitAsync(first, "site/1", Stop))
        {
            Assert.Null(await SessionLock.TryAsync(second, "site/1", Stop));
            await using var other = await SessionLock.TryAsync(second, "site/2", Stop);
            Assert.NotNull(other);
        }

        await using var turn = await SessionLock.TryAsync(second, "site/1", Stop);
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task Those_who_share_it_do_not_wait_for_each_other()
    {
        await using var first = Open();
        await using var second = Open();
        await using var third = Open();
        await using var one = await SessionLock.WaitSharedAsync(first, 7, Stop);
        await using var two = await SessionLock.WaitSharedAsync(second, 7, Stop);

        Assert.Null(await SessionLock.TryAsync(third, 7, Stop));
    }

    [Fact]
    public async Task Nothing_stays_locked_in_the_pool_when_the_wait_was_given_up()
    {
        await using var first = Open();
        await using var second = Open();
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await using (await SessionLock.WaitAsync(first, 7, Stop))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SessionLock.WaitAsync(second, 7, impatience.Token));
        }

        Assert.Equal(0, await LocksAsync());
    }

    [Fact]
    public async Task A_connection_comes_back_to_the_pool_without_state_of_its_own()
    {
        int process;
        await using (var connection = await source.OpenConnectionAsync(Stop))
        {
            await using var command = new NpgsqlCommand(
                "select pg_advisory_lock(1); set work_mem = '64kB'; create temporary table left_over (id int); listen outbox",
                connection
            );
            await command.ExecuteNonQueryAsync(Stop);
            process = connection.ProcessID;
            await connection.EndSessionStateAsync(source);
        }

        await using var again = await source.OpenConnectionAsync(Stop);
        Assert.Equal(process, again.ProcessID); // else the pool would prove nothing
        await using var left = new NpgsqlCommand(
            """
            select concat_ws(' ', (select string_agg(channel, ',') from pg_listening_channels() channel), to_regclass('pg_temp.left_over')::text,
                (select 'work_mem' from pg_settings where name = 'work_mem' and source = 'session'))
            """,
            again
        );
        Assert.Equal("", await left.ExecuteScalarAsync(Stop));
        Assert.Equal(0, await LocksAsync());
    }

    [Fact]
    public async Task A_connection_that_cannot_end_its_state_is_not_used_again()
    {
        int process;
        await using (var connection = await source.OpenConnectionAsync(Stop))
        {
            await using var command = new NpgsqlCommand("select pg_advisory_lock(1)", connection);
            await command.ExecuteNonQueryAsync(Stop);
            await using var transaction = await connection.BeginTransactionAsync(Stop);
            command.CommandText = "select 1 / 0";
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop));

            await Assert.ThrowsAsync<PostgresException>(() => connection.EndSessionStateAsync(source));
            process = connection.ProcessID;
        }

        await using var again = await source.OpenConnectionAsync(Stop);
        Assert.NotEqual(process, again.ProcessID);
        await Eventually.GetAsync(LocksAsync, locks => locks == 0);
    }

    private DbContext Open() =>
        new(
            new DbContextOptionsBuilder()
                .UseNpgsql(source)
                .UseApplicationServiceProvider(new ServiceCollection().AddSingleton(source).BuildServiceProvider())
                .Options
        );

    private async Task<long> LocksAsync()
    {
        await using var command = source.CreateCommand(
            "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"
        );
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
