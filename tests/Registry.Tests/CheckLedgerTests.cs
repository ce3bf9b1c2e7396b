using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialServices.Registry.Sites.Ledger;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class CheckLedgerTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_ledger_that_was_only_written_by_the_service_adds_up_and_one_that_was_tampered_with_does_not()
    {
        var (ledger, site, key) = (new LedgerCalls(app), await app.SiteAsync(capacity: 3), LedgerCalls.NewKey());
        await ledger.ReserveAsync(LedgerCalls.NewKey(), site);
        await ledger.ReserveAsync(key, site);
        await ledger.ConfirmAsync(key);
        await using var connection = new NpgsqlConnection(app.ConnectionString); // as the owner: the service's role may not tamper
        await connection.OpenAsync();
        Assert.Empty(await CheckLedger.FindAsync(connection, CancellationToken.None));
        Assert.Equal(0, await CheckLedger.RunAsync(app.Services, CancellationToken.None));

        Assert.Equal(
            [$"site {site}: the counters say 4/1/1 (total/held/taken), its entries add up to 3/1/1"],
            await AfterAsync($"update sites set total = 4 where id = '{site}'")
        );
        Assert.Equal(
            [
                $"site {site}: 1 held and 1 taken, but reservations for 1 and 0",
                $"reservation {key} at site {site} is released, its entries add up to 0 held and 1 taken",
            ],
            await AfterAsync($"update capacity_reservations set state = 'released' where key = '{key}'")
        );
        Assert.Contains(
            $"entries of the unknown reservation {key} at site {site}",
            await AfterAsync($"delete from capacity_reservations where key = '{key}'")
        );
        Assert.Contains(
            await AfterAsync(
                $"""
                alter table ledger_entries disable trigger user;
                update ledger_entries set delta_total = 1 where site_id = '{site}' and kind = 'opened'
                """
            ),
            line => line.EndsWith("there were 1/1/1 (total/held/taken)", StringComparison.Ordinal)
        );

        await ExecuteAsync($"update sites set total = 4 where id = '{site}'");
        Assert.Equal(1, await CheckLedger.RunAsync(app.Services, CancellationToken.None));

        // Rolled back each time: the next one finds the ledger whole.
        async Task<IReadOnlyList<string>> AfterAsync(string tampering)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await ExecuteAsync(tampering);
            var differences = await CheckLedger.FindAsync(connection, CancellationToken.None);
            await transaction.RollbackAsync();
            return differences;
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
