using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

/// <summary>What HSDS tells of a site beside its capacity.</summary>
public sealed class HsdsSiteTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_site_tells_its_hours_languages_accessibility_contacts_and_payers()
    {
        var body = Given.SiteBody("keyik-okara", code: "in-full");
        (body["serviceType"], body["details"]) = ("adolescents-criminal-justice", Given.Details());
        var id = (await (await app.Office().CreateAsync(RegistryApp.Sites, body)).JsonAsync())["id"]!.GetValue<Guid>();
        await app.AccreditAsync(id);

        var site = await GetAsync($"service_at_locations/{id}");

        Assert.Equal(
            [
                "MO 09:00+05:00 13:00+05:00 ",
                "MO 14:00+05:00 18:00+05:00 ",
                "SA 00:00+05:00 24:00+05:00 ",
                "   2026-09-27/2026-09-28",
                " 09:00+05:00 12:00+05:00 2026-12-30/2026-12-31",
            ],
            site["schedules"]!
                .AsArray()
                .Select(s =>
                    $"{s!["byday"]} {s["opens_at"]} {s["closes_at"]} {(s["valid_from"] is null ? "" : $"{s["valid_from"]}/{s["valid_to"]}")}"
                )
        );
        Assert.Equal(
            ["Turkmen tk", "Russian ru", "Uzbek uzb", "Russian Sign Language rsl"],
            site["location"]!["languages"]!.AsArray().Select(l => $"{l!["name"]} {l["code"]}")
        );
        Assert.Equal(
            ["wheelchair", "sign-language", "home-visits"],
            site["location"]!["accessibility"]!.AsArray().Select(a => $"{a!["details"]}")
        );
        Assert.Equal(
            ["Reception +99312345678", "Helpline +99312345679"],
            site["phones"]!.AsArray().Select(p => $"{p!["description"]} {p["number"]}")
        );
        Assert.Equal(["Reception", "Helpline", "Complaints"], site["contacts"]!.AsArray().Select(c => $"{c!["department"]}"));
        Assert.Equal(2, site["service"]!["funding"]!.AsArray().Count);
        Assert.Contains(
            "2020-01-01 to 2022-06-30; Joint programme",
            site["service"]!["funding"]![0]!["source"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.StartsWith("A-2021-0042, ", site["service"]!["accreditations"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("https://keyik-okara.example/ashgabat", site["location"]!["url"]!.GetValue<string>());
        Assert.Equal("For adolescents.\nCome in.", site["location"]!["description"]!.GetValue<string>());
        var ids = site["schedules"]!
            .AsArray()
            .Concat(site["contacts"]!.AsArray())
            .Concat(site["phones"]!.AsArray())
            .Select(record => record!["id"]!.GetValue<Guid>())
            .ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        var response = await app.Client("registry.read").GetAsync($"/hsds/{path}");
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.JsonAsync();
    }
}
