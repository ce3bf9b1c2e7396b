using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class AuditTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private SampleApp sample = null!;

    private NpgsqlDataSource Source => sample.App.Services.GetRequiredService<NpgsqlDataSource>();

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        sample = await SampleApp.StartAsync(database);
        using var client = sample.Client(clientId: "auditor");
        await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(async i =>
                {
                    using var response = await client.CreateAsync("/notes", new { title = $"audited {i}", text = "t" });
                })
        );
    }

    public async ValueTask DisposeAsync()
    {
        await sample.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task The_chain_of_simultaneous_writers_is_whole_and_names_the_caller()
    {
        Assert.Equal((30, null), await AuditLog.VerifyAsync(Source, default));
        Assert.All(await sample.InDatabaseAsync(db => db.AuditEntries.ToListAsync()), entry => Assert.Equal("auditor", entry.Actor));
    }

    [Theory]
    [InlineData("update audit set actor = 'somebody else' where sequence = 7", 7)]
    [InlineData("delete from audit where sequence = 12", 13)]
    [InlineData("update audit set at = at + interval '1 second' where sequence = 30", 30)]
    public async Task A_changed_or_removed_entry_is_found(string tampering, long brokenAt)
    {
        await ExecuteAsync("alter table audit disable trigger user");
        await ExecuteAsync(tampering);

        var (_, found) = await AuditLog.VerifyAsync(Source, default);

        Assert.Equal(brokenAt, found);
    }

    [Theory]
    [InlineData("update audit set actor = 'somebody else' where sequence = 7")]
    [InlineData("delete from audit where sequence = 7")]
    [InlineData("truncate audit")]
    public async Task The_log_can_only_be_appended_to(string tampering)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(tampering));

        Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
        Assert.Equal((30, null), await AuditLog.VerifyAsync(Source, default));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
