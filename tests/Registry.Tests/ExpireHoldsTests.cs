using Microsoft.Extensions.DependencyInjection;
using SocialServices.Registry.Reservations;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class ExpireHoldsTests(BusyRegistryApp app) : IClassFixture<BusyRegistryApp>
{
    private readonly LedgerCalls ledger = new(app);

    [Fact]
    public async Task Overdue_holds_are_given_back_by_themselves_once_whoever_else_does_it_too()
    {
        var sites = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            sites.Add(await app.SiteAsync(4));
            await ledger.ReserveAsync(LedgerCalls.NewKey(), sites[i]);
            await ledger.ReserveAsync(LedgerCalls.NewKey(), sites[i]);
            await ledger.ReserveAsync(LedgerCalls.NewKey(), sites[i], TimeSpan.FromDays(10));
        }

        app.Clock.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ExpireAsOneMoreReplicaAsync()));

        foreach (var site in sites)
        {
            Assert.Equal("4/1/0", await Eventually.GetAsync(() => ledger.NumbersAsync(site), numbers => numbers is "4/1/0"));
            await ledger.AssertAddsUpAsync(site);
        }

        Assert.DoesNotContain(app.Logs.Errors, line => line.Contains("Ledger", StringComparison.Ordinal));
    }

    private async Task ExpireAsOneMoreReplicaAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ExpireHolds>().HandleAsync(CancellationToken.None);
    }
}
