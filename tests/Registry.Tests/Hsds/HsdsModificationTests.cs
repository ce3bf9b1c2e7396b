using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Registry.Data;
using SocialServices.Registry.Tests.Places;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

/// <summary>Whoever harvests what was modified since the last time has all that is shown.</summary>
public sealed class HsdsModificationTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly PlaceCalls places = new(app);

    [Theory]
    [InlineData("its own name")]
    [InlineData("where it belongs")]
    [InlineData("the name of what it is part of")]
    public async Task A_site_is_modified_when_its_place_changes(string what)
    {
        var velayat = await places.GivenAsync("TM", kind: "velayat");
        var (etrap, other) = (await places.GivenAsync(velayat), await places.GivenAsync("TM-L"));
        var (elsewhere, here) = (await SiteAsync(other, "sapi"), await SiteAsync(etrap, "unfpa"));
        var service = (await GetAsync($"service_at_locations/{here}"))["service_id"]!.GetValue<Guid>();
        var (before, tag) = (await ModifiedAsync(service), await places.TagAsync(etrap));
        var since = Uri.EscapeDataString(before.AddMicroseconds(1).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", null));
        Assert.DoesNotContain(here, await IdsAsync($"service_at_locations?modified_after={since}&per_page=200"));

        var changed = what switch
        {
            "its own name" => await places.RedefineAsync(etrap, velayat, name: "Täze etrap"),
            "where it belongs" => await places.RedefineAsync(etrap, "TM-M", from: "2021-11-03"),
            _ => await places.RedefineAsync(velayat, "TM", name: "Täze welaýat", kind: "velayat"),
        };

        Assert.True(changed.StatusCode is HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
        var modified = await IdsAsync($"service_at_locations?modified_after={since}&per_page=200");
        Assert.Contains(here, modified);
        Assert.DoesNotContain(elsewhere, modified);
        Assert.Contains(service, await IdsAsync($"services?modified_after={since}&per_page=200"));
        Assert.True(await ModifiedAsync(service) > before);
        Assert.Equal(what is "the name of what it is part of", tag == await places.TagAsync(etrap)); // who edits the etrap has missed nothing
    }

    [Fact]
    public async Task An_organization_is_modified_when_the_place_of_an_office_changes()
    {
        var (etrap, code) = (await places.GivenAsync(), $"office-{Guid.NewGuid():N}"[..20]);
        var registered = await app.Office()
            .CreateAsync(
                RegistryApp.Organizations,
                new
                {
                    code,
                    kind = "ngo-provider",
                    name = Given.Name(code),
                    roles = Array.Empty<object>(),
                    addresses = new[]
                    {
                        new
                        {
                            kind = "physical",
                            place = etrap,
                            street = "1",
                        },
                    },
                }
            );
        Assert.True(registered.StatusCode is HttpStatusCode.Created, await registered.Content.ReadAsStringAsync());
        var since = $"modified_after={DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ss.FFFFFFZ}&per_page=200";
        Assert.DoesNotContain(HsdsIds.Of($"organization/{code}"), await IdsAsync($"organizations?{since}"));

        await places.RedefineAsync(etrap, "TM-L", name: "Täze etrap");

        Assert.Equal([HsdsIds.Of($"organization/{code}")], await IdsAsync($"organizations?{since}"));
    }

    [Fact]
    public async Task A_service_is_modified_when_one_of_its_sites_is_deleted_and_never_modified_earlier_than_before()
    {
        var etrap = await places.GivenAsync();
        var (staying, leaving) = (await SiteAsync(etrap, "undp"), await SiteAsync(etrap, "undp"));
        var service = (await GetAsync($"service_at_locations/{staying}"))["service_id"]!.GetValue<Guid>();
        var before = await ModifiedAsync(service);
        var since = Uri.EscapeDataString(before.AddMicroseconds(1).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", null));

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await app.ChangeSiteAsync(leaving, HttpMethod.Post, "delete", new { reason = "Entered twice." })).StatusCode
        );

        Assert.Equal([service], await IdsAsync($"services?modified_after={since}&per_page=200"));
        Assert.True(await ModifiedAsync(service) > before);
        Assert.Equal(
            [staying],
            (await GetAsync($"services/{service}"))["service_at_locations"]!.AsArray().Select(site => site!["id"]!.GetValue<Guid>())
        );

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await app.ChangeSiteAsync(staying, HttpMethod.Post, "delete", new { reason = "Entered twice." })).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client("registry.read").GetAsync($"/hsds/services/{service}")).StatusCode);
        Assert.Empty(await IdsAsync($"services?modified_after={since}&per_page=200"));
    }

    [Fact]
    public async Task What_nobody_is_shown_modifies_nothing()
    {
        var etrap = await places.GivenAsync();
        var service = (await GetAsync($"service_at_locations/{await SiteAsync(etrap, "unfpa")}"))["service_id"]!.GetValue<Guid>();
        var before = await ModifiedAsync(service);

        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync(etrap, "TM-L", validFrom: "2020-01-01")).StatusCode);

        Assert.Equal(before, await ModifiedAsync(service));
    }

    private async Task<Guid> SiteAsync(string place, string organization)
    {
        var body = Given.SiteBody(organization);
        body["place"] = place;
        var opened = await app.Office().CreateAsync(RegistryApp.Sites, body);
        Assert.True(opened.StatusCode is HttpStatusCode.Created, await opened.Content.ReadAsStringAsync());
        return (await opened.JsonAsync())["id"]!.GetValue<Guid>();
    }

    private async Task<DateTimeOffset> ModifiedAsync(Guid service) =>
        (await GetAsync($"services/{service}"))["last_modified"]!.GetValue<DateTimeOffset>();

    private async Task<JsonNode> GetAsync(string path)
    {
        var response = await app.Client("registry.read").GetAsync($"/hsds/{path}");
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.JsonAsync();
    }

    private async Task<IReadOnlyList<Guid>> IdsAsync(string path) =>
        [.. (await GetAsync(path))["contents"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>())];
}
