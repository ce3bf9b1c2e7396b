using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Hsds;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

public sealed class HsdsTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private static Guid ServiceOf(string organization, string type = "families-in-difficulty") =>
        HsdsIds.Of($"service/{organization}/{type}");

    [Fact]
    public async Task Ids_are_version_5_and_the_same_in_code_and_database()
    {
        await app.SiteAsync(organization: "yenme");
        await using var db = app.OpenDatabase();

        Assert.Equal(
            HsdsIds.Of("organization/yenme"),
            await db.Organizations.Where(o => o.Code == "yenme").Select(o => o.HsdsId).SingleAsync()
        );
        Assert.Equal(
            ServiceOf("yenme"),
            await db.Sites.Where(s => s.OrganizationCode == "yenme").Select(s => s.HsdsServiceId).FirstAsync()
        );
        Assert.Equal(5, HsdsIds.Of("organization/yenme").Version);
        Assert.Equal(8, HsdsIds.Of("organization/yenme").Variant & 0b1100);
    }

    [Fact]
    public void Services_are_summed_up_in_one_pass_over_their_sites()
    {
        using var db = app.OpenDatabase();

        var sql = db.OffersOf(db.Sites).ToQueryString();

        Assert.Contains("HAVING count(*)", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("EXISTS", sql, StringComparison.OrdinalIgnoreCase); // one more query for each service: at 127,000 sites, seconds
    }

    [Fact]
    public async Task Capacities_are_live()
    {
        var site = await app.SiteAsync(capacity: 3, organization: "deaf-blind-society");
        await new LedgerCalls(app).ReserveAsync(LedgerCalls.NewKey(), site);

        foreach (
            var capacity in new[]
            {
                (await GetAsync($"services/{ServiceOf("deaf-blind-society")}", app.Office()))["capacities"]!,
                (await GetAsync($"service_at_locations/{site}", app.Office()))["service"]!["capacities"]!,
            }
        )
        {
            var capacityOfSite = Assert.Single(capacity.AsArray())!;
            Assert.Equal(2, capacityOfSite["available"]!.GetValue<int>());
            Assert.Equal(3, capacityOfSite["maximum"]!.GetValue<int>());
            Assert.Equal("people", capacityOfSite["unit"]!["name"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task The_status_of_a_service_is_that_of_its_most_open_site()
    {
        var first = await app.SiteAsync(organization: "ashgabat-ssc");
        var second = await app.SiteAsync(organization: "ashgabat-ssc");

        await BecomeAsync(first, "closed");
        Assert.Equal("active", await StatusAsync());
        await BecomeAsync(second, "suspended");
        Assert.Equal("temporarily closed", await StatusAsync());
        var suspended = await GetAsync($"service_at_locations/{second}", app.Office());
        Assert.Equal(0, suspended["service"]!["capacities"]![0]!["available"]!.GetValue<int>());
        Assert.Equal("suspended", suspended["attributes"]![0]!["value"]!.GetValue<string>());
        await BecomeAsync(second, "closed");
        Assert.Equal("defunct", await StatusAsync());

        async Task<string> StatusAsync() => (await GetAsync($"services/{ServiceOf("ashgabat-ssc")}"))["status"]!.GetValue<string>();

        async Task BecomeAsync(Guid site, string status)
        {
            var office = app.Office();
            var tag = (await office.GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag!.Tag;
            Assert.Equal(
                HttpStatusCode.OK,
                (await office.PutAsync($"{RegistryApp.Sites}/{site}/status", new { status, reason = "Repairs." }, tag)).StatusCode
            );
        }
    }

    [Fact]
    public async Task Filters_are_anded()
    {
        var site = await app.SiteAsync(organization: "mlspp");
        var body = Given.SiteBody("mlspp", code: "assistants");
        body["serviceType"] = "personal-assistant";
        await app.Office().CreateAsync(RegistryApp.Sites, body);
        await app.SiteAsync(organization: "moe");
        var organization = HsdsIds.Of("organization/mlspp");
        var disability = HsdsIds.Of("taxonomy-term/needs/disability");

        Assert.Equal(
            new[] { ServiceOf("mlspp"), ServiceOf("mlspp", "personal-assistant") }.ToHashSet(),
            (await IdsAsync($"services?organization_id={organization}")).ToHashSet()
        );
        Assert.Equal(
            [ServiceOf("mlspp", "personal-assistant")],
            await IdsAsync($"services?organization_id={organization}&taxonomy_term_id={disability}")
        );
        Assert.Equal(
            [ServiceOf("mlspp", "personal-assistant")],
            await IdsAsync($"services?organization_id={organization}&search=PERSONAL")
        );
        Assert.Empty(await IdsAsync($"services?organization_id={organization}&search=100%25"));
        Assert.Empty(await IdsAsync($"services?taxonomy_term_id={Guid.NewGuid()}"));
        Assert.Equal([site], await IdsAsync($"service_at_locations?organization_id={organization}&search=children"));
        Assert.Equal([organization], await IdsAsync($"organizations?taxonomy_term_id={disability}"));
        Assert.All(
            (await GetAsync($"taxonomy_terms?taxonomy_id={HsdsIds.Of("taxonomy/needs")}"))["contents"]!.AsArray(),
            term => Assert.Equal("Needs answered", term!["taxonomy"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task An_organization_tells_its_parent_and_offices_and_a_service_for_whom_it_is()
    {
        await app.Office()
            .CreateAsync(
                RegistryApp.Organizations,
                new
                {
                    code = "shelter",
                    kind = "ngo-provider",
                    name = Given.Name("Shelter"),
                    rolePeriods = new object[] { new { role = "provider" } },
                    parent = "nrcs",
                    legalForm = "public association",
                    contacts = new object[] { new { function = Given.Name("Reception"), phone = "+99312123456" } },
                    addresses = new object[]
                    {
                        new
                        {
                            place = "TM-S-02",
                            street = "Görogly 7",
                            kind = "physical",
                            postalCode = "744000",
                        },
                    },
                }
            );
        var body = Given.SiteBody("shelter");
        body["serviceType"] = "domestic-violence-assistance";
        await app.Office().CreateAsync(RegistryApp.Sites, body);

        var shelter = await GetAsync($"organizations/{HsdsIds.Of("organization/shelter")}");

        Assert.Equal(HsdsIds.Of("organization/nrcs"), shelter["parent_organization_id"]!.GetValue<Guid>());
        Assert.Equal("public association", shelter["legal_status"]!.GetValue<string>());
        Assert.Equal("+99312123456", shelter["phones"]![0]!["number"]!.GetValue<string>());
        Assert.Equal("744000", shelter["locations"]![0]!["addresses"]![0]!["postal_code"]!.GetValue<string>());
        Assert.Equal("Ashgabat", shelter["locations"]![0]!["addresses"]![0]!["state_province"]!.GetValue<string>());
        var eligibility = (await GetAsync($"services/{ServiceOf("shelter", "domestic-violence-assistance")}"))[
            "eligibility_description"
        ]!.GetValue<string>();
        Assert.Contains("female only", eligibility, StringComparison.Ordinal);
        Assert.Contains("Individual needs were assessed", eligibility, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_numbered_and_follow_each_other()
    {
        var all = await IdsAsync("organizations?per_page=200");
        var paged = new List<Guid>();
        for (var number = 1; ; number++)
        {
            var page = await GetAsync($"organizations?per_page=5&page={number}");
            Assert.Equal(all.Count, page["total_items"]!.GetValue<int>());
            Assert.Equal(number == 1, page["first_page"]!.GetValue<bool>());
            paged.AddRange(Ids(page));
            if (page["last_page"]!.GetValue<bool>())
            {
                Assert.Equal(number, page["total_pages"]!.GetValue<int>());
                break;
            }
        }

        Assert.Equal(all, paged);
        Assert.True((await GetAsync("organizations?page=1000"))["empty"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Modified_after_finds_a_change_of_the_site()
    {
        var site = await app.SiteAsync(organization: "isld");
        var other = await app.SiteAsync(organization: "mofe");
        var before = await ModifiedAsync();
        var since = Uri.EscapeDataString(before.AddMicroseconds(1).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", null));
        Assert.DoesNotContain(site, await IdsAsync($"service_at_locations?modified_after={since}&per_page=200"));

        await app.ChangeSiteAsync(site, HttpMethod.Put, "capacity", new { total = 11 });

        Assert.True(await ModifiedAsync() > before);
        Assert.Contains(
            site,
            await IdsAsync($"service_at_locations?modified_after={since}&organization_id={HsdsIds.Of("organization/isld")}")
        );
        Assert.Equal(
            [ServiceOf("isld")],
            await IdsAsync($"services?modified_after={since}&organization_id={HsdsIds.Of("organization/isld")}")
        );
        Assert.Empty(await IdsAsync($"services?modified_after=2999-01-01&organization_id={HsdsIds.Of("organization/isld")}"));
        Assert.NotEqual(site, other);

        async Task<DateTimeOffset> ModifiedAsync() =>
            (await GetAsync($"services/{ServiceOf("isld")}"))["last_modified"]!.GetValue<DateTimeOffset>();
    }

    [Theory]
    [InlineData("services?page=0", "page")]
    [InlineData("services?per_page=201", "per_page")]
    [InlineData("services?page=1&page=2", "page")]
    [InlineData("services?modified_after=yesterday", "modified_after")]
    [InlineData("services?organization_id=yenme", "organization_id")]
    [InlineData("service_at_locations?taxonomy_term_id=1", "taxonomy_term_id")]
    [InlineData("service_at_locations?postcode=744000", "postcode")]
    [InlineData("services?search=a%00b", "search")]
    [InlineData("services?format=ndjson", "format")]
    [InlineData("organizations?full=1", "full")]
    [InlineData("taxonomies?taxonomy_id=x", "taxonomy_id")]
    public async Task A_bad_or_unknown_parameter_is_named(string query, string parameter)
    {
        var response = await app.Client("registry.read").GetAsync($"/hsds/{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([parameter], await response.FieldsAsync());
    }

    [Theory]
    [InlineData("services")]
    [InlineData("organizations")]
    [InlineData("service_at_locations")]
    [InlineData("taxonomies")]
    [InlineData("taxonomy_terms")]
    public async Task An_unknown_id_is_not_found_and_a_stranger_sees_nothing(string list)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client("registry.read").GetAsync($"/hsds/{list}/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client("registry.read").GetAsync($"/hsds/{list}/yenme")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client(null).GetAsync($"/hsds/{list}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client("registry.write training.read").GetAsync($"/hsds/{list}")).StatusCode);
    }

    private async Task<JsonNode> GetAsync(string path, HttpClient? client = null)
    {
        var response = await (client ?? app.Client("registry.read")).GetAsync($"/hsds/{path}");
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.JsonAsync();
    }

    private async Task<IReadOnlyList<Guid>> IdsAsync(string path) => Ids(await GetAsync(path));

    private static IReadOnlyList<Guid> Ids(JsonNode page) => [.. page["contents"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>())];
}
