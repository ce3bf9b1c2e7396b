using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Every record of an HSDS file is counted with what became of it, and a file without any of use is refused.</summary>
public sealed class HsdsRecordTests(SmallFilesApp app) : IClassFixture<SmallFilesApp>
{
    private const string Bare = """{"id":"1","name":"Bare","organization_id":"o","status":"active"}""";
    private const string Organization =
        """{"id":"2","name":"Org","organization_identifiers":[{"identifier_type":"register-code","identifier":"org-of-records"}],"attributes":[{"link_type":"kind","value":"donor"}]}""";

    [Theory]
    [InlineData("sites", Bare, "The service has no service_at_locations", "1")]
    [InlineData("sites", """{"id":"1","name":"No more than a name"}""", "The service has no service_at_locations", "1")]
    [InlineData("sites", """{"id":"1","name":"None","service_at_locations":[]}""", "The service has no service_at_locations", "1")]
    [InlineData("sites", Organization, "This is an organization and no site: import it with kind=organizations.", "2")]
    [InlineData("sites", """{"id":"3","service_id":"1","location_id":"4"}""", "A service at a location is read as a site only with", "3")]
    [InlineData("sites", """{"id":"4","name":"Hall","location_type":"physical"}""", "This is a location", "4")]
    [InlineData("sites", """{"id":"5","name":"Term","taxonomy_id":"t"}""", "This is a taxonomy term", "5")]
    [InlineData("sites", """{"id":"\ud800","service_id":"1"}""", "A service at a location is read as a site only with", "\\ud800")]
    [InlineData("organizations", Bare, "The service does not hold its organization", "1")]
    [InlineData("organizations", """{"id":"1","organization":null}""", "The service does not hold its organization", "1")]
    [InlineData("organizations", """{"id":"3","service_id":"1","location":{}}""", "This is a service at a location", "3")]
    [InlineData("organizations", """{"id":"4","name":"Hall","location_type":"physical"}""", "This is a location and no organization.", "4")]
    [InlineData("organizations", """{"id":"5","name":"Term","taxonomy":"t"}""", "This is a taxonomy term and no organization.", "5")]
    [InlineData("organizations", """{"id":"6"}""", "This is no HSDS organization: it has no name.", "6")]
    public async Task A_file_of_other_records_is_refused_and_each_is_rejected_with_its_reason(
        string kind,
        string record,
        string reason,
        string id
    )
    {
        var import = await app.Office().ImportAsync($$"""{"contents":[{{record}},{{record}}]}""", $"kind={kind}", "application/json");

        Assert.Equal("failed", import["state"]!.GetValue<string>());
        Assert.StartsWith(
            $"The file has no record of {kind} that can be read. The first of 2: {reason}",
            import["failure"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.Equal((2, 2, 2), (Count(import, "total"), Count(import, "read"), Count(import, "rejected")));
        var lines = await app.Office().FindingsAsync(import);
        Assert.Equal(2, lines.Length);
        Assert.All(
            lines.Index(),
            line =>
            {
                Assert.StartsWith($"{line.Index + 1},row,", line.Item, StringComparison.Ordinal);
                Assert.Contains(reason, line.Item, StringComparison.Ordinal);
                Assert.Contains(id, line.Item.Split(',')[^1], StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("[]", "application/json")]
    [InlineData("""{"contents":[]}""", "application/json")]
    [InlineData($"{ImportCalls.Header}\r\n", "text/csv")]
    public async Task A_file_without_records_is_refused(string file, string type)
    {
        var import = await app.Office().ImportAsync(file, type: type);

        Assert.Equal(("failed", "The file has no records."), (import["state"]!.GetValue<string>(), import["failure"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Records_without_sites_are_rejected_beside_others()
    {
        var id = Guid.NewGuid();

        var import = await app.Office().ImportAsync($"[{Bare},{Service(id)},{Organization}]", type: "application/json");

        import.AssertRows(created: 1, rejected: 2);
        var lines = await app.Office().FindingsAsync(import);
        Assert.Equal(["1,row", "3,row"], lines.Select(line => string.Join(',', line.Split(',')[..2])));
    }

    [Fact]
    public async Task Our_own_pages_say_of_each_record_what_became_of_it()
    {
        await app.SiteAsync(organization: "unfpa");
        var pages = new Dictionary<string, bool>
        {
            ["services"] = false,
            ["services?full=true"] = true,
            ["service_at_locations?full=true"] = true,
            ["organizations"] = false,
        };
        foreach (var (page, isOfUse) in pages)
        {
            var file = await app.Office().GetStringAsync($"/hsds/{page}");

            var import = await app.Office().ImportAsync(file, "dryRun=true", "application/json");

            Assert.True(import["state"]!.GetValue<string>() == (isOfUse ? "finished" : "failed"), $"{page}: {import.ToJsonString()}");
            Assert.Equal(isOfUse, Count(import, "unchanged") + Count(import, "updated") > 0);
            Assert.True(Count(import, "total") >= JsonNode.Parse(file)!["contents"]!.AsArray().Count, page);
        }
    }

    [Fact]
    public async Task An_organization_that_comes_again_is_ignored_and_counted()
    {
        const string Again = """{"id":"9","name":"s","organization_id":"2"}""";

        var import = await app.Office()
            .ImportAsync($$"""[{{Organization}},{"organization":{{Organization}}},{{Again}}]""", "kind=organizations", "application/json");

        import.AssertRows(created: 1, ignored: 2);
        var lines = await app.Office().FindingsAsync(import, "warnings.csv");
        const string Reason = "An earlier record is about the same organization: this one was ignored.";
        Assert.Equal(
            [$"2,code,{Reason},org-of-records", $"3,code,{Reason},2"],
            lines.Where(line => line.Contains(Reason, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task An_organization_without_our_code_is_told_where_it_belongs()
    {
        var import = await app.Office()
            .ImportAsync(
                """[{"id":"7","name":"Codeless","attributes":[{"link_type":"kind","value":"donor"}]}]""",
                "kind=organizations",
                "application/json"
            );

        import.AssertRows(rejected: 1);
        Assert.Equal(
            "1,code,\"The code is missing. It belongs in organization_identifiers, as the identifier with the identifier_type register-code.\",Codeless",
            Assert.Single(await app.Office().FindingsAsync(import))
        );
        var csv = await app.Office().ImportAsync(ImportCalls.Organizations("note", ("", "x")), "kind=organizations");
        Assert.Contains("2,code,The code is missing.,", await app.Office().FindingsAsync(csv));
    }

    [Theory]
    [InlineData("active", "active", null)]
    [InlineData("inactive", "suspended", "By its HSDS record, the service is inactive.")]
    [InlineData("Temporarily closed", "suspended", "By its HSDS record, the service is temporarily closed.")]
    [InlineData("defunct", "closed", "By its HSDS record, the service is defunct.")]
    public async Task The_status_of_a_service_is_that_of_its_sites(string status, string of, string? reason)
    {
        var (opened, known) = (Guid.NewGuid(), await app.SiteAsync(organization: "yenme"));
        var file = $"[{Service(opened, status)},{Service(known, status)}]";

        (await app.Office().ImportAsync(file, type: "application/json")).AssertRows(created: 1, updated: 1);

        await using var db = app.OpenDatabase();
        foreach (var site in await db.Sites.Where(site => site.Id == opened || site.Id == known).ToListAsync())
        {
            Assert.Equal((of, reason), (Words.Of(site.Status), site.StatusReason));
        }

        (await app.Office().ImportAsync(file, "again=true", "application/json")).AssertRows(unchanged: 2);
    }

    [Fact]
    public async Task A_site_with_its_own_status_keeps_it_and_a_word_that_HSDS_has_not_is_rejected()
    {
        var id = Guid.NewGuid();
        var own = Service(id, "inactive", "planned");

        (await app.Office().ImportAsync($"[{own}]", type: "application/json")).AssertRows(created: 1);
        var wrong = await app.Office().ImportAsync($"[{Service(Guid.NewGuid(), "asleep")}]", type: "application/json");

        var site = await (await app.Office().GetAsync($"{RegistryApp.Sites}/{id}")).JsonAsync();
        Assert.Equal("planned", site["status"]!.GetValue<string>());
        wrong.AssertRows(rejected: 1);
        Assert.Equal(
            "1,status,\"Must be one of: active, inactive, defunct, temporarily closed.\",asleep",
            Assert.Single(await app.Office().FindingsAsync(wrong))
        );
    }

    [Fact]
    public async Task An_organization_that_is_not_active_is_rejected()
    {
        var import = await app.Office()
            .ImportAsync(
                $"[{Organization.Replace("{\"id\":\"2\"", "{\"status\":\"defunct\",\"id\":\"8\"", StringComparison.Ordinal)}]",
                "kind=organizations",
                "application/json"
            );

        import.AssertRows(rejected: 1);
        Assert.StartsWith("1,status,", Assert.Single(await app.Office().FindingsAsync(import)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_of_the_service_are_those_of_its_sites()
    {
        var id = Guid.NewGuid();
        const string Hours =
            """{"name":"Case management","schedules":[{"byday":"MO","opens_at":"04:00","closes_at":"12:00","timezone":0}]""";
        var file = $"[{Service(id).Replace("{\"name\":\"Case management\"", Hours, StringComparison.Ordinal)}]";

        (await app.Office().ImportAsync(file, type: "application/json")).AssertRows(created: 1);

        var site = await (await app.Office().GetAsync($"{RegistryApp.Sites}/{id}")).JsonAsync();
        var hours = site["details"]!["schedule"]!["weekly"]!.AsArray().Single()!;
        Assert.Equal("09:00-17:00", $"{hours["opens"]}-{hours["closes"]}");
    }

    private static string Service(Guid site, string status = "active", string? own = null)
    {
        var attributes = own is null ? "" : $$""","attributes":[{"link_type":"status","value":"{{own}}"}]""";
        return $$$"""
            {"name":"Case management","status":"{{{status}}}","organization":{"organization_identifiers":[{"identifier":"yenme"}]},"capacities":[{"id":"c","maximum":4}],"attributes":[{"link_type":"service-type","value":"families-in-difficulty"}],
             "service_at_locations":[{"id":"{{{site}}}","description":"House {{{site}}}","location":{"external_identifier":"TM-S"}{{{attributes}}}}]}
            """;
    }

    private static int Count(JsonNode import, string what) => import["rows"]![what]!.GetValue<int>();
}
