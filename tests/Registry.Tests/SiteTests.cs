using System.Net;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class SiteTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_site_that_is_opened_is_found_with_its_capacity()
    {
        var opened = await app.Provider("keyik-okara").CreateAsync(RegistryApp.Sites, Given.SiteBody("keyik-okara", 12, "KO-1"));

        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var site = await app.Provider("keyik-okara").GetAsync(opened.Headers.Location);
        var json = await site.JsonAsync();
        Assert.Equal("""{"total":12,"availability":"free","held":0,"taken":0,"free":12}""", json["capacity"]!.ToJsonString());
        Assert.Equal("active", json["status"]!.GetValue<string>());
        Assert.Equal(opened.Headers.ETag, site.Headers.ETag);

        var found = await (
            await app.Client("registry.read")
                .GetAsync(
                    $"{RegistryApp.Sites}?organization=keyik-okara&code=KO-1&place=TM&status=active&serviceType=families-in-difficulty"
                )
        ).JsonAsync();
        Assert.Equal(json["id"]!.GetValue<Guid>(), Assert.Single(found["items"]!.AsArray())!["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Sites_of_a_place_include_those_of_its_parts_and_no_others()
    {
        var body = Given.SiteBody("deaf-blind-society", code: "in-mary");
        body["place"] = "TM-M-03";
        await app.Office().CreateAsync(RegistryApp.Sites, body);

        Assert.Equal(1, await CountAsync("TM-M"));
        Assert.Equal(1, await CountAsync("TM-M-03"));
        Assert.Equal(0, await CountAsync("TM-L"));

        async Task<int> CountAsync(string place) =>
            (
                await (
                    await app.Client("registry.read").GetAsync($"{RegistryApp.Sites}?organization=deaf-blind-society&place={place}")
                ).JsonAsync()
            )["items"]!
                .AsArray()
                .Count;
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        for (var i = 0; i < 5; i++)
        {
            await app.SiteAsync(organization: "ashgabat-ssc");
        }

        var (ids, next) = (new List<Guid>(), (string?)$"{RegistryApp.Sites}?organization=ashgabat-ssc&limit=2");
        while (next is not null)
        {
            var page = await app.Client("registry.read").GetAsync(next);
            ids.AddRange((await page.JsonAsync())["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>()));
            next = page.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(5, ids.Count);
    }

    [Fact]
    public async Task The_capacity_changes_only_for_a_caller_who_has_seen_the_site_as_it_is()
    {
        var id = await app.SiteAsync(10);
        var office = app.Office();
        var tag = (await office.GetAsync($"{RegistryApp.Sites}/{id}")).Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PutAsync("capacity", new { total = 20 }, null)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("capacity", new { total = 20 }, "\"1\"")).StatusCode);
        Assert.Equal(10, await TotalAsync());

        var changed = await PutAsync("capacity", new { total = 20 }, tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(20, await TotalAsync());
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await PutAsync("status", new { status = "suspended", reason = "Repairs." }, tag)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await PutAsync("status", new { status = "closed", reason = "Repairs." }, changed.Headers.ETag!.Tag)).StatusCode
        );

        var closed = (await office.GetAsync($"{RegistryApp.Sites}/{id}")).Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync("status", new { status = "active" }, closed)).StatusCode);

        Task<HttpResponseMessage> PutAsync(string what, object body, string? ifMatch) =>
            office.PutAsync($"{RegistryApp.Sites}/{id}/{what}", body, ifMatch);
        async Task<int> TotalAsync() =>
            (await (await office.GetAsync($"{RegistryApp.Sites}/{id}")).JsonAsync())["capacity"]!["total"]!.GetValue<int>();
    }

    [Fact]
    public async Task A_provider_edits_its_own_sites_only()
    {
        var id = await app.SiteAsync(organization: "yenme");
        var stranger = app.Provider("nrcs");
        var tag = (await stranger.GetAsync($"{RegistryApp.Sites}/{id}")).Headers.ETag!.Tag; // the directory is public

        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.CreateAsync(RegistryApp.Sites, Given.SiteBody("yenme"))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await stranger.PutAsync($"{RegistryApp.Sites}/{id}/capacity", new { total = 0 }, tag)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await stranger.PutAsync($"{RegistryApp.Sites}/{id}/status", new { status = "closed", reason = "Repairs." }, tag)).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{RegistryApp.Sites}/{id}/ledger")).StatusCode);

        Assert.Equal(
            HttpStatusCode.OK,
            (await app.Provider("yenme").PutAsync($"{RegistryApp.Sites}/{id}/capacity", new { total = 3 }, tag)).StatusCode
        );
        var ledger = await (await app.Provider("yenme").GetAsync($"{RegistryApp.Sites}/{id}/ledger")).JsonAsync();
        Assert.Equal(["opened", "resized"], ledger["items"]!.AsArray().Select(entry => entry!["kind"]!.GetValue<string>()));
        Assert.Equal(3, ledger["items"]!.AsArray().Sum(entry => entry!["total"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Two_sites_of_an_organization_cannot_have_one_code()
    {
        Assert.Equal(
            HttpStatusCode.Created,
            (await app.Office().CreateAsync(RegistryApp.Sites, Given.SiteBody("nrcs", code: "twice"))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.Office().CreateAsync(RegistryApp.Sites, Given.SiteBody("nrcs", code: "twice"))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Created,
            (await app.Office().CreateAsync(RegistryApp.Sites, Given.SiteBody("yenme", code: "twice"))).StatusCode
        );
    }
}
