using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

public sealed class HsdsConformanceTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task Every_answer_is_valid_against_the_published_schemas()
    {
        var body = Given.SiteBody("nrcs", code: "hsds");
        (body["place"], body["address"], body["latitude"], body["longitude"]) = ("TM-M-03", "Mollanepes köçesi 7", 37.6, 61.83);
        body["details"] = Given.Details();
        var site = await (await app.Office().CreateAsync(RegistryApp.Sites, body)).JsonAsync();
        await app.AccreditAsync(site["id"]!.GetValue<Guid>());
        await app.SiteAsync();
        body = Given.SiteBody("keyik-okara", code: "closed");
        (body["serviceType"], body["status"]) = ("adolescents-criminal-justice", "planned");
        await app.Office().CreateAsync(RegistryApp.Sites, body);

        await app.Office().CreateAsync(RegistryApp.Organizations, new
        {
            code = "with-offices", kind = "ngo-provider", name = Given.Name("With offices"), rolePeriods = new object[] { new { role = "provider" } }, parent = "mlspp",
            legalForm = "public association", registrationNumber = "A-17", website = "https://example.org",
            contacts = new object[] { new { function = Given.Name("Reception"), phone = "+99312123456", email = "office@example.org" }, new { function = Given.Name("Press"), email = "press@example.org" } },
            addresses = new object[] { new { place = "TM-S-02", street = "Görogly 7", kind = "physical", postalCode = "744000", latitude = 37.95, longitude = 58.38 }, new { place = "TM-L-01", street = "Box 1", kind = "postal" } },
        });

        var schemas = new HsdsSchemas();
        foreach (var language in new[] { "en", "tk", "ru" })
        {
            await AddAsync("services", "service_list", language);
            await AddAsync("organizations", "organization_list", language);
            await AddAsync("service_at_locations", "service_at_location_list", language);
        }

        await AddAsync("services", "service_list", "en", "?per_page=2&page=2");
        await AddAsync("services", "service_list", "en", "?search=nothing-has-this-name");
        await AddAsync("services", "service", "en", "?full=true");
        await AddAsync("service_at_locations", "service_at_location", "en", "?full=true");
        await AddAsync("services", "service", "en", each: true);
        await AddAsync("organizations", "organization", "ru", each: true);
        await AddAsync("service_at_locations", "service_at_location", "en", each: true);
        await AddAsync("taxonomies", "taxonomy", "en", each: true);
        await AddAsync("taxonomies", "taxonomy", "en");
        await AddAsync("taxonomy_terms", "taxonomy_term", "en");
        await AddAsync("taxonomy_terms", "taxonomy_term", "en", each: true);

        await schemas.AssertValidAsync();

        async Task AddAsync(string list, string schema, string language, string query = "", bool each = false)
        {
            var page = await ReadAsync($"/hsds/{list}{query}", language);
            if (!each)
            {
                schemas.Add($"{list}{query} in {language}", schema + "#list", page);
                return;
            }

            Assert.NotEmpty(page["contents"]!.AsArray());
            foreach (var id in page["contents"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()))
            {
                schemas.Add($"{list}/{id}", schema, await ReadAsync($"/hsds/{list}/{id}", language));
            }
        }
    }

    [Fact]
    public async Task The_entrance_names_the_version_and_where_the_api_is_described()
    {
        var entrance = await ReadAsync("/hsds/", "en");

        Assert.Equal("3.1", entrance["version"]!.GetValue<string>());
        Assert.Equal(new Uri(new Uri(app.Issuer.Authority), "/openapi/v1.json").ToString(), entrance["openapi_url"]!.GetValue<string>());
        Assert.True(Uri.TryCreate(entrance["profile"]!.GetValue<string>(), UriKind.Absolute, out _));
    }

    private async Task<JsonNode> ReadAsync(string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language } } };
        var response = await app.Client("registry.read").SendAsync(request);
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.JsonAsync();
    }
}
