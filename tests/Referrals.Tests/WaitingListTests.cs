using Microsoft.Extensions.DependencyInjection;
using SocialServices.Referrals.Referrals;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Referrals.Tests;

/// <summary>Who gets freed capacity, and who comes after.</summary>
public sealed class WaitingListTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task Freed_capacity_is_offered_by_priority_and_then_by_time_and_to_the_next_when_it_is_not_taken()
    {
        var site = FullSite();
        var normal = await WaitAsync(site, "normal");
        var urgent = await WaitAsync(site, "urgent");
        var later = await WaitAsync(site, "urgent");
        await OfferAsync();
        var waiting = await app.Receiver.MoveAsync(urgent, "accept", new { workerId = app.GivenAWorker() });
        Assert.Equal("urn:socialservices:problem:waiting", (string)(await waiting.JsonAsync())["type"]!);

        app.Peers.Free[site.ToString()] = 1;
        await OfferAsync();
        Assert.Equal([urgent], await OfferedAsync(normal, urgent, later));

        app.Clock.SetAhead(TimeSpan.FromHours(49)); // nobody accepted
        try
        {
            app.Peers.Reservations.TryRemove(urgent.ToString(), out _);
            app.Peers.Free[site.ToString()] = 1;
            await OfferAsync();
            Assert.Equal([later], await OfferedAsync(normal, urgent, later));
            await app.Receiver.MovedAsync(later, "accept", new { workerId = app.GivenAWorker() });
            app.Peers.Free[site.ToString()] = 1;
            await OfferAsync();
            Assert.Equal([urgent], await OfferedAsync(normal, urgent)); // before the normal one, although it was passed over
        }
        finally
        {
            app.Clock.SetAhead(TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task Who_asks_while_others_wait_does_not_get_the_freed_capacity_first()
    {
        var site = FullSite();
        await WaitAsync(site, "normal");
        app.Peers.Free[site.ToString()] = 1;
        var draft = await app.ADraftAsync(site);

        var refused = await app.Requester.MoveAsync(draft, "request");

        Assert.Equal("urn:socialservices:problem:no-capacity-free", (string)(await refused.JsonAsync())["type"]!);
        Assert.Equal("draft", await app.Requester.StatusAsync(draft));
        Assert.Equal(1, app.Peers.Free[site.ToString()]);
    }

    [Fact]
    public async Task What_stands_against_the_first_who_waits_does_not_hold_back_the_next()
    {
        var site = FullSite();
        var first = await WaitAsync(site, "urgent");
        var second = await WaitAsync(site, "normal");
        app.Peers.Free[site.ToString()] = 2;
        app.Peers.Released[first.ToString()] = true; // the ledger holds nothing under this key any more

        await OfferAsync();

        Assert.Equal([second], await OfferedAsync(first, second));
    }

    [Fact]
    public async Task Who_waits_and_is_cancelled_leaves_the_list()
    {
        var site = FullSite();
        var first = await WaitAsync(site, "normal");
        var second = await WaitAsync(site, "normal");
        await app.Requester.MovedAsync(first, "cancel");
        app.Peers.Free[site.ToString()] = 1;

        await OfferAsync();

        Assert.Equal([second], await OfferedAsync(first, second));
    }

    private Guid FullSite()
    {
        var site = app.GivenASite();
        app.Peers.Free[site.ToString()] = 0;
        return site;
    }

    private async Task<Guid> WaitAsync(Guid site, string priority)
    {
        var id = await app.ADraftAsync(site, priority: priority);
        Assert.NotNull((await app.Requester.MovedAsync(id, "request", new { waitIfFull = true }))["waitingSince"]);
        Assert.NotNull((await app.Requester.ReadAsync($"/referrals/{id}"))["referral"]!["waitingSince"]);
        var allowed = (await app.Receiver.ReadAsync($"/referrals/{id}"))["allowedMoves"]!.AsArray().Select(move => (string)move!);
        Assert.DoesNotContain("accept", allowed);
        return id;
    }

    private Task<int> OfferAsync() => InScopeAsync<WaitingList>(list => list.OfferAsync(TestContext.Current.CancellationToken));

    private async Task<Guid[]> OfferedAsync(params Guid[] referrals)
    {
        var offered = new List<Guid>();
        foreach (var id in referrals)
        {
            if ((await app.Requester.ReadAsync($"/referrals/{id}"))["referral"]!["offeredUntil"] is not null)
            {
                offered.Add(id);
            }
        }

        return [.. offered];
    }

    private async Task<int> InScopeAsync<T>(Func<T, Task<int>> what)
        where T : notnull
    {
        await using var scope = app.Service.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<T>());
    }
}
