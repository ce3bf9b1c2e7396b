using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class LedgerTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly LedgerCalls ledger = new(app);
    private readonly string key = LedgerCalls.NewKey();

    [Fact]
    public async Task A_place_is_held_taken_and_given_back()
    {
        var site = await app.SiteAsync(2);

        var held = await ledger.ReserveAsync(key, site);
        Assert.Equal(("held", 2, 1, 0, 1), (held.State, held.Capacity.Total, held.Capacity.Held, held.Capacity.Taken, held.Capacity.Free));
        var taken = await ledger.ConfirmAsync(key);
        Assert.Equal(("taken", 0, 1, 1), (taken.State, taken.Capacity.Held, taken.Capacity.Taken, taken.Capacity.Free));
        var released = await ledger.ReleaseAsync(key);
        Assert.Equal(("released", 0, 0, 2), (released.State, released.Capacity.Held, released.Capacity.Taken, released.Capacity.Free));

        await using var db = app.OpenDatabase();
        Assert.Equal(
            ["opened", "held", "taken", "released"],
            (await db.Ledger.Where(e => e.SiteId == site).OrderBy(e => e.Id).ToListAsync()).Select(e => Words.Of(e.Kind))
        );
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task Repeated_calls_answer_with_the_state_and_change_nothing()
    {
        var site = await app.SiteAsync(2);
        await ledger.ReserveAsync(key, site);
        Assert.Equal("held", (await ledger.ReserveAsync(key, site, TimeSpan.FromDays(2))).State);
        Assert.Equal("2/1/0", await ledger.NumbersAsync(site));

        await ledger.ConfirmAsync(key);
        Assert.Equal("taken", (await ledger.ConfirmAsync(key)).State);
        Assert.Equal("taken", (await ledger.ReserveAsync(key, site)).State);
        Assert.Equal("2/0/1", await ledger.NumbersAsync(site));

        await ledger.ReleaseAsync(key);
        Assert.Equal("released", (await ledger.ReleaseAsync(key)).State);
        Assert.Equal("2/0/0", await ledger.NumbersAsync(site));
        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.RefusalAsync(() => ledger.ConfirmAsync(key)));
        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(key, site)));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task A_key_belongs_to_one_site()
    {
        var (one, other) = (await app.SiteAsync(2), await app.SiteAsync(2));
        await ledger.ReserveAsync(key, one);

        Assert.Equal(StatusCode.AlreadyExists, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(key, other)));
        Assert.Equal("2/0/0", await ledger.NumbersAsync(other));
    }

    [Fact]
    public async Task Of_simultaneous_reservations_with_one_key_at_two_sites_one_wins()
    {
        var sites = new[] { await app.SiteAsync(20), await app.SiteAsync(20) };

        var statuses = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => LedgerCalls.StatusAsync(() => ledger.ReserveAsync(key, sites[i % 2])))
        );

        Assert.Equal(10, statuses.Count(status => status is StatusCode.OK));
        Assert.Equal(10, statuses.Count(status => status is StatusCode.AlreadyExists));
        Assert.Equal(["20/0/0", "20/1/0"], new[] { await ledger.NumbersAsync(sites[0]), await ledger.NumbersAsync(sites[1]) }.Order());
    }

    [Fact]
    public async Task Of_200_simultaneous_reservations_of_the_last_place_exactly_one_wins()
    {
        var site = await app.SiteAsync(3);
        await ledger.ReserveAsync(LedgerCalls.NewKey(), site);
        await ledger.ReserveAsync(LedgerCalls.NewKey(), site);

        var statuses = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => LedgerCalls.StatusAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site)))
        );

        Assert.Equal(
            "1 OK, 199 ResourceExhausted",
            string.Join(", ", statuses.CountBy(status => status).OrderBy(of => of.Key).Select(of => $"{of.Value} {of.Key}"))
        );
        Assert.Equal("3/3/0", await ledger.NumbersAsync(site));
        await ledger.AssertAddsUpAsync(site);
    }

    [Theory]
    [InlineData("planned")]
    [InlineData("suspended")]
    [InlineData("closed")]
    public async Task A_site_that_is_not_active_takes_nobody_but_releases_capacity(string status)
    {
        var (site, waiting) = (await app.SiteAsync(5), LedgerCalls.NewKey());
        await ledger.ReserveAsync(waiting, site);
        var tag = (await app.Office().GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag;
        (
            await app.Office().PutAsync($"{RegistryApp.Sites}/{site}/status", new { status, reason = "Repairs." }, tag)
        ).EnsureSuccessStatusCode();

        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(key, site)));
        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.RefusalAsync(() => ledger.ConfirmAsync(waiting)));
        Assert.Equal("released", (await ledger.ReleaseAsync(waiting)).State);
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var site = await app.SiteAsync(1);

        Assert.Equal(StatusCode.InvalidArgument, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync("", site)));
        Assert.Equal(StatusCode.InvalidArgument, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(new string('k', 101), site)));
        Assert.Equal(StatusCode.InvalidArgument, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync("a\0b", site)));
        Assert.Equal(
            StatusCode.InvalidArgument,
            await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(key, site, TimeSpan.FromSeconds(-1)))
        );
        Assert.Equal(
            StatusCode.InvalidArgument,
            await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(key, site, TimeSpan.FromDays(91)))
        );
        Assert.Equal(StatusCode.NotFound, await LedgerCalls.RefusalAsync(() => ledger.ReserveAsync(key, Guid.CreateVersion7())));
        Assert.Equal(StatusCode.NotFound, await LedgerCalls.RefusalAsync(() => ledger.ConfirmAsync(key)));
        Assert.Equal(StatusCode.NotFound, await LedgerCalls.RefusalAsync(() => ledger.ReleaseAsync(key)));
        Assert.Equal("1/0/0", await ledger.NumbersAsync(site));
    }

    [Fact]
    public async Task The_capacity_never_falls_below_what_is_in_use()
    {
        var site = await app.SiteAsync(3);
        await ledger.ReserveAsync(key, site);
        await ledger.ReserveAsync(LedgerCalls.NewKey(), site);
        await ledger.ConfirmAsync(key);
        var office = app.Office();
        var tag = (await office.GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag;

        Assert.Equal(
            System.Net.HttpStatusCode.Conflict,
            (await office.PutAsync($"{RegistryApp.Sites}/{site}/capacity", new { total = 1 }, tag)).StatusCode
        );
        Assert.Equal(
            System.Net.HttpStatusCode.OK,
            (await office.PutAsync($"{RegistryApp.Sites}/{site}/capacity", new { total = 2 }, tag)).StatusCode
        );
        Assert.Equal("2/1/1", await ledger.NumbersAsync(site));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task The_ledger_cannot_be_rewritten()
    {
        await app.SiteAsync(1);
        await using var db = app.OpenDatabase();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"update ledger_entries set delta_total = 2"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"delete from ledger_entries"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"truncate ledger_entries"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"update sites set taken = total + 1"));
    }
}
