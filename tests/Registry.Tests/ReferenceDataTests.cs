using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Places;
using SocialServices.Registry.Reference;
using SocialServices.Registry.Tests.Places;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class ReferenceDataTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task Loading_twice_changes_nothing_and_tells_nothing()
    {
        var before = await SnapshotAsync();

        await LoadAsync();

        Assert.Equal(before, await SnapshotAsync());
    }

    [Fact]
    public async Task What_the_office_changed_is_its_own_whatever_a_later_release_says()
    {
        var places = new PlaceCalls(app);
        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync("TM-L-02", "TM-L", from: "2023-01-01", name: "Renamed")).StatusCode);
        var edited = await app.Office()
            .PutAsync(
                $"{RegistryApp.Organizations}/yenme",
                new
                {
                    kind = "ngo-provider",
                    name = Given.Name("Yenme"),
                    website = "https://example.org",
                },
                await TagAsync($"{RegistryApp.Organizations}/yenme")
            );
        Assert.True(edited.StatusCode is HttpStatusCode.OK, await edited.Content.ReadAsStringAsync());
        await using var db = app.OpenDatabase();
        await db.Database.ExecuteSqlAsync(
            $"""
            update places set reference = 'of an earlier release' where code in ('TM-L-02', 'TM-L-03');
            update organizations set reference = 'of an earlier release' where code = 'yenme'
            """
        );

        var left = await LoadAsync();

        Assert.Contains("place/TM-L-02", left);
        Assert.DoesNotContain("place/TM-L-03", left);
        Assert.Contains("organization/yenme", left);

        Assert.Equal(
            [1, 2],
            (await places.GetAsync("/TM-L-02/versions"))["items"]!.AsArray().Select(version => version!["version"]!.GetValue<int>())
        );
        Assert.Equal("https://example.org", await db.Organizations.Where(o => o.Code == "yenme").Select(o => o.Website).SingleAsync());
        Assert.NotEqual("of an earlier release", await db.Places.Where(p => p.Code == "TM-L-03").Select(p => p.Reference).SingleAsync());
    }

    [Fact]
    public async Task What_was_deleted_does_not_come_back_with_the_next_start()
    {
        var deleted = await PlaceCalls.PostAsync(
            app.Office(),
            $"{RegistryApp.Organizations}/isld/delete",
            new { reason = "Not a partner any more." },
            await TagAsync($"{RegistryApp.Organizations}/isld")
        );
        Assert.True(deleted.IsSuccessStatusCode, await deleted.Content.ReadAsStringAsync());
        await using var db = app.OpenDatabase();

        Assert.DoesNotContain("organization/isld", await LoadAsync()); // the file says what it said
        Assert.False(await db.Organizations.AnyAsync(o => o.Code == "isld"));

        await db.Database.ExecuteSqlAsync($"update organizations set reference = 'of an earlier release' where code = 'isld'");
        Assert.Contains("organization/isld", await LoadAsync());
        Assert.False(await db.Organizations.AnyAsync(o => o.Code == "isld"));
    }

    [Fact]
    public async Task A_changed_entry_is_applied_and_told_once()
    {
        await using var db = app.OpenDatabase();
        var type = await db.ServiceTypes.SingleAsync(t => t.Code == "personal-assistant");
        (type.Reference, type.MinimumAge) = ("as it was in an earlier file", 16);
        await db.SaveChangesAsync();
        var before = await EventsAsync(db);

        await LoadAsync();
        await LoadAsync();

        Assert.Equal(18, await db.ServiceTypes.Where(t => t.Code == "personal-assistant").Select(t => t.MinimumAge).SingleAsync());
        Assert.Equal(before + 1, await EventsAsync(db));
    }

    [Fact]
    public async Task The_programme_is_as_its_documents_describe_it()
    {
        await using var db = app.OpenDatabase();

        Assert.Equal(
            Enumerable.Range(1, 12),
            await db.ServiceTypes.Where(t => t.Number != null).OrderBy(t => t.Number).Select(t => t.Number!.Value).ToListAsync()
        );
        Assert.Equal(
            ["adolescents-criminal-justice", "families-in-difficulty", "parents-with-addictions"],
            await db
                .ServiceTypes.Where(t =>
                    t.LeadAgencyCode == "unodc" && !t.LeadAgencyInferred && t.RequiredCompetences.Contains("strong-families-facilitation")
                )
                .OrderBy(t => t.Code)
                .Select(t => t.Code)
                .ToListAsync()
        );
        Assert.Equal(
            ["TM-A", "TM-B", "TM-D", "TM-L", "TM-M"],
            await db.Places.Where(p => p.Kind == PlaceKind.Velayat).OrderBy(p => p.Code).Select(p => p.Code).ToListAsync()
        );
        var today = TimeProvider.System.Today();
        Assert.Equal(5, await db.PlacesWithin("TM-S", today).CountAsync());
        Assert.Equal(await db.Places.CountAsync(), await db.PlacesWithin("TM", today).CountAsync());
        Assert.Equal(21, await db.Organizations.IgnoreQueryFilters().CountAsync(o => o.Reference != null));
    }

    [Fact]
    public async Task Places_are_listed_within_a_place_and_as_they_were_on_a_day()
    {
        Assert.Equal(["TM-S-01", "TM-S-02", "TM-S-03", "TM-S-04"], await CodesAsync("within=TM-S&kind=etrap&on=2021-06-01"));
        Assert.Empty(await CodesAsync("within=TM-S&kind=etrap&on=2017-12-31"));
        Assert.Equal(["TM-S"], await CodesAsync("within=TM-S&on=2017-12-31"));

        async Task<IEnumerable<string>> CodesAsync(string query)
        {
            var response = await app.Client("registry.read").GetAsync($"/api/v1/registry/places?{query}");
            Assert.True(
                response.IsSuccessStatusCode,
                app.Logs.Errors.Count > 0 ? app.Logs.Errors[^1] : await response.Content.ReadAsStringAsync()
            );
            return (await response.JsonAsync())["items"]!.AsArray().Select(item => item!["code"]!.GetValue<string>());
        }
    }

    // As the start of a new version does.
    private async Task<IReadOnlyList<string>> LoadAsync()
    {
        await using var db = app.OpenDatabase();
        return await ReferenceData.LoadAsync(db, TimeProvider.System, CancellationToken.None);
    }

    private async Task<string?> TagAsync(string path) => (await app.Office().GetAsync(path)).Headers.ETag?.Tag;

    private async Task<string> SnapshotAsync()
    {
        await using var db = app.OpenDatabase();
        return await db
            .Database.SqlQuery<string>(
                $"""
                select jsonb_build_array(
                    (select jsonb_agg(places order by code) from places), (select jsonb_agg(to_jsonb(o) || jsonb_build_object('v', o.xmin::text) order by code) from organizations o),
                    (select jsonb_agg(to_jsonb(t) || jsonb_build_object('v', t.xmin::text) order by code) from service_types t), (select count(*) from outbox))::text as "Value"
                """
            )
            .SingleAsync();
    }

    private static Task<int> EventsAsync(RegistryDb db) =>
        db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from outbox").SingleAsync();
}
