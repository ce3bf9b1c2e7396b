using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Registry.Data;
using SocialServices.Registry.Reservations;
using SocialServices.Registry.Tests.Importing;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>A site's ETag stands for what edits change, and for nothing else.</summary>
public sealed class SiteRevisionTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly LedgerCalls ledger = new(app);

    [Fact]
    public async Task Places_that_are_held_taken_and_given_back_outdate_no_editor_and_are_never_hidden()
    {
        var (site, key) = (await app.SiteAsync(3), LedgerCalls.NewKey());
        var tag = await TagAsync(site);

        await ledger.ReserveAsync(key, site, TimeSpan.FromHours(1));
        await ledger.ConfirmAsync(key);
        Assert.Equal(HttpStatusCode.OK, (await EditAsync(site, tag, "after a reservation")).StatusCode);
        var edited = await TagAsync(site);
        Assert.NotEqual(tag, edited);
        await ledger.ReleaseAsync(key);

        using var conditional = new HttpRequestMessage(HttpMethod.Get, $"{RegistryApp.Sites}/{site}");
        conditional.Headers.TryAddWithoutValidation("If-None-Match", edited);
        var read = await app.Office().SendAsync(conditional);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode); // what is shown has changed, though nobody has edited
        Assert.Equal(3, (await read.JsonAsync())["capacity"]!["free"]!.GetValue<int>());
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task The_ETag_of_another_site_is_none_of_this_one()
    {
        var (one, other) = (await app.SiteAsync(1), await app.SiteAsync(1));

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await EditAsync(one, await TagAsync(other), "mixed up")).StatusCode);
    }

    [Fact]
    public async Task Every_kind_of_edit_outdates_those_who_read_before()
    {
        var site = await app.SiteAsync(3);
        var seen = new List<string> { await TagAsync(site) };
        await ExpectNewAsync(EditAsync(site, seen[^1], "somewhere"));
        await ExpectNewAsync(app.ChangeSiteAsync(site, HttpMethod.Put, "capacity", new { total = 4 }));
        await ExpectNewAsync(
            app.ChangeSiteAsync(
                site,
                HttpMethod.Put,
                "accreditation",
                new
                {
                    number = "A-1",
                    issuedBy = "mlspp",
                    validFrom = "2021-09-01",
                }
            )
        );
        await ExpectNewAsync(app.ChangeSiteAsync(site, HttpMethod.Post, "accreditation/suspend", new { reason = "Fire safety." }));
        await ExpectNewAsync(app.ChangeSiteAsync(site, HttpMethod.Post, "accreditation/restore", null));
        await ExpectNewAsync(app.ChangeSiteAsync(site, HttpMethod.Put, "status", new { status = "suspended", reason = "Repairs." }));

        foreach (var outdated in seen[..^1])
        {
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await EditAsync(site, outdated, "too late")).StatusCode);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());

        async Task ExpectNewAsync(Task<HttpResponseMessage> editing)
        {
            var edited = await editing;
            Assert.True(edited.IsSuccessStatusCode, await edited.Content.ReadAsStringAsync());
            seen.Add(await TagAsync(site));
            Assert.Equal(seen[^1], edited.Headers.ETag!.Tag);
        }
    }

    [Fact]
    public async Task An_import_that_changes_a_site_outdates_those_who_read_before()
    {
        var office = app.Office();
        (await office.ImportAsync(ImportCalls.Csv(ImportCalls.Row("REV-1")))).AssertRows(created: 1);
        var site = (await office.SiteAsync("REV-1"))!.Id();
        var tag = await TagAsync(site);

        (await office.ImportAsync(ImportCalls.Csv(ImportCalls.Row("REV-1")), "again=true")).AssertRows(unchanged: 1);
        Assert.Equal(tag, await TagAsync(site));
        (await office.ImportAsync(ImportCalls.Csv(ImportCalls.Row("REV-1", address: "House 1")))).AssertRows(updated: 1);
        var moved = await TagAsync(site);
        (await office.ImportAsync(ImportCalls.Csv(ImportCalls.Row("REV-1", address: "House 1", total: 9)))).AssertRows(updated: 1);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await EditAsync(site, tag, "too late")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await EditAsync(site, moved, "too late")).StatusCode);
    }

    [Fact]
    public async Task Of_simultaneous_edits_of_different_kinds_with_one_ETag_one_wins_while_people_come()
    {
        for (var round = 0; round < 5; round++)
        {
            var site = await app.SiteAsync(30);
            var tag = await TagAsync(site);

            var reserving = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ledger.ReserveAsync(LedgerCalls.NewKey(), site)));
            var edits = await Task.WhenAll(
                EditAsync(site, tag, "one"),
                EditAsync(site, tag, "other"),
                app.Office().PutAsync($"{RegistryApp.Sites}/{site}/capacity", new { total = 31 }, tag),
                app.Office().PutAsync($"{RegistryApp.Sites}/{site}/status", new { status = "active" }, tag), // changes nothing: may succeed besides
                app.Office()
                    .PutAsync(
                        $"{RegistryApp.Sites}/{site}/accreditation",
                        new
                        {
                            number = "A-1",
                            issuedBy = "mlspp",
                            validFrom = "2021-09-01",
                        },
                        tag
                    )
            );
            await reserving;

            HttpResponseMessage[] changing = [.. edits[..3], edits[4]];
            Assert.Single(changing, edit => edit.StatusCode is HttpStatusCode.OK);
            Assert.Equal(3, changing.Count(edit => edit.StatusCode is HttpStatusCode.PreconditionFailed));
            Assert.EndsWith("/10/0", await ledger.NumbersAsync(site), StringComparison.Ordinal);
            await ledger.AssertAddsUpAsync(site);
        }
    }

    [Fact]
    public async Task The_ledger_counts_from_what_it_has_locked_and_not_from_what_was_read_before()
    {
        var (site, early) = (await app.SiteAsync(3), LedgerCalls.NewKey());
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDb>();
        var old = await db.Sites.SingleAsync(s => s.Id == site, TestContext.Current.CancellationToken);
        await ledger.ReserveAsync(early, site);

        var answer = await scope
            .ServiceProvider.GetRequiredService<ReserveCapacity>()
            .HandleAsync(LedgerCalls.NewKey(), site, app.Clock.GetUtcNow().AddHours(1), TestContext.Current.CancellationToken);

        Assert.Equal((0, 2), (old.Held, answer.Site!.Held));
        Assert.Equal("3/2/0", await ledger.NumbersAsync(site));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task No_column_that_edits_change_is_forgotten()
    {
        await using var db = app.OpenDatabase();

        var forgotten = await db
            .Database.SqlQuery<string>(
                $"""
                select column_name::text as "Value" from information_schema.columns
                where table_name = 'sites' and is_generated = 'NEVER' and column_name not in ('held', 'taken', 'free_at_day_start', 'counted_at', 'modified_at', 'revision')
                except
                select event_object_column::text from information_schema.triggered_update_columns where trigger_name = 'count_revision'
                """
            )
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Empty(forgotten);
    }

    private async Task<string> TagAsync(Guid site) => (await app.Office().GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag;

    private Task<HttpResponseMessage> EditAsync(Guid site, string tag, string address) =>
        app.Office()
            .PutAsync(
                $"{RegistryApp.Sites}/{site}",
                new
                {
                    place = "TM-S",
                    name = Given.Name(),
                    details = new { },
                    address,
                },
                tag
            );
}
