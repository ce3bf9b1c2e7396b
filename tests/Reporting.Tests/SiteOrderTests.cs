using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Facts;
using Xunit;

namespace SocialServices.Reporting.Tests;

public sealed class SiteOrderTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    [Fact]
    public async Task Every_order_of_a_sites_events_leads_to_the_same_site()
    {
        foreach (var order in Orders([1, 2, 3, 4, 5]))
        {
            var site = await HandleAllAsync(order);

            var fact = (await app.FactAsync("sites", "site_id", site))!;
            Assert.Equal(
                ("nrcs", "parents-with-addictions", "TM-S-01", "suspended", 30, 2, 7),
                (
                    (string?)fact["organization"],
                    (string?)fact["service_type"],
                    (string?)fact["place"],
                    (string?)fact["status"],
                    (int)fact["total"]!,
                    (int)fact["held"]!,
                    (int)fact["taken"]!
                )
            );
        }
    }

    [Fact]
    public async Task The_newest_place_counts_in_every_order()
    {
        foreach (var order in Orders([1, 6, 7]))
        {
            var site = await HandleAllAsync(order);

            Assert.Equal("TM-M-03", (string?)(await app.FactAsync("sites", "site_id", site))!["place"]);
        }
    }

    [Fact]
    public async Task A_deleted_site_stays_forgotten_in_every_order()
    {
        foreach (var order in Orders([1, 2, 5, 7, 8]))
        {
            var site = await HandleAllAsync(order);

            Assert.True((bool)(await app.FactAsync("sites", "site_id", site))!["deleted"]!);
        }
    }

    private async Task<Guid> HandleAllAsync(IReadOnlyList<int> order)
    {
        var site = Guid.CreateVersion7();
        foreach (var position in order)
        {
            await HandleAsync(site, position);
        }

        return site;
    }

    private async Task HandleAsync(Guid site, int position)
    {
        var (id, at) = (Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        await using var scope = app.Services.CreateAsyncScope();
        await (
            position switch
            {
                1 => Handler<SiteOpenedHandler>()
                    .HandleAsync(
                        new SiteOpened(site, "nrcs", "parents-with-addictions", "TM-S-01", "planned", 20) { EventId = id, OccurredAt = at },
                        position,
                        default
                    ),
                2 => Handler<SiteStatusChangedHandler>()
                    .HandleAsync(new SiteStatusChanged(site, "active") { EventId = id, OccurredAt = at }, position, default),
                3 => Handler<CapacityChangedHandler>()
                    .HandleAsync(new CapacityChanged(site, 20, 1, 0) { EventId = id, OccurredAt = at }, position, default),
                4 => Handler<SiteStatusChangedHandler>()
                    .HandleAsync(new SiteStatusChanged(site, "suspended") { EventId = id, OccurredAt = at }, position, default),
                6 => Handler<SiteChangedHandler>()
                    .HandleAsync(new SiteChanged(site, "TM-S-02") { EventId = id, OccurredAt = at }, position, default),
                7 => Handler<SiteChangedHandler>()
                    .HandleAsync(new SiteChanged(site, "TM-M-03") { EventId = id, OccurredAt = at }, position, default),
                8 => Handler<SiteDeletedHandler>().HandleAsync(new SiteDeleted(site) { EventId = id, OccurredAt = at }, position, default),
                _ => Handler<CapacityChangedHandler>()
                    .HandleAsync(new CapacityChanged(site, 30, 2, 7) { EventId = id, OccurredAt = at }, position, default),
            }
        );

        THandler Handler<THandler>()
            where THandler : notnull => scope.ServiceProvider.GetRequiredService<THandler>();
    }

    private static IEnumerable<IReadOnlyList<int>> Orders(IReadOnlyList<int> positions) =>
        positions.Count == 0
            ?
            [
                [],
            ]
            : positions.SelectMany(first =>
                Orders([.. positions.Where(p => p != first)]).Select(rest => (IReadOnlyList<int>)[first, .. rest])
            );
}
