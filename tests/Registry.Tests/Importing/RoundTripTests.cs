using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Tests.Hsds;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>What one register gives out, another one takes in: the same sites, nothing rejected, and nothing changes the second time.</summary>
public sealed partial class RoundTripTests(RegistryApp from, SmallFilesApp to) : IClassFixture<RegistryApp>, IClassFixture<SmallFilesApp>
{
    [Theory]
    [InlineData("/api/v1/registry/sites.csv?bom=true", "text/csv")]
    [InlineData("/hsds/export.json", "application/json")]
    public async Task The_register_moves_into_an_empty_one(string export, string type)
    {
        await FillAsync();
        await using var empty = new SmallFilesApp();
        await empty.InitializeAsync();
        var file = await from.Office().GetStringAsync(export);

        var first = await empty.Office().ImportAsync(file, type: type);

        var rows = (await SitesAsync(from)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
        first.AssertRows(created: rows);
        Assert.Equal(0, first["rows"]!["warnings"]!.GetValue<int>());
        Assert.Contains(
            "mo 09:00-13:00,14:00-18:00; sa 00:00-24:00; 2026-09-27..2026-09-28 closed",
            await SitesAsync(from),
            StringComparison.Ordinal
        );
        Assert.Equal(await SitesAsync(from), await SitesAsync(empty));
        Assert.Equal(await HsdsAsync(from), await HsdsAsync(empty));
        foreach (var register in new[] { from, empty })
        {
            (await register.Office().ImportAsync(file, "again=true", type)).AssertRows(unchanged: rows);
        }

        Assert.Equal(await SitesAsync(from), await SitesAsync(empty));

        static async Task<string> HsdsAsync(RegistryApp register) =>
            Times().Replace(await register.Office().GetStringAsync("/hsds/export.json"), ""); // when something changed is each register's own

        static Task<string> SitesAsync(RegistryApp register) => register.Office().GetStringAsync($"{RegistryApp.Sites}.csv");
    }

    [Fact]
    public async Task The_whole_register_is_valid_hsds()
    {
        await FillAsync();
        var schemas = new HsdsSchemas();
        var services = JsonNode.Parse(await from.Office().GetStringAsync("/hsds/export.json"))!.AsArray();

        Assert.NotEmpty(services);
        foreach (var service in services)
        {
            schemas.Add($"{service!["id"]} in the export", "service", service);
        }

        await schemas.AssertValidAsync();
    }

    [Fact]
    public async Task The_whole_register_is_written_as_it_is_read()
    {
        await using (var db = from.OpenDatabase())
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                insert into sites (id, organization_code, service_type_code, place_code, status, opened_at, total, held, taken, name_tk, name_ru, name_en, address)
                select gen_random_uuid(), 'keyik-okara', 'adolescents-criminal-justice', 'TM-S', 'planned', now(), 0, 0, 0, repeat('t', 250), repeat('r', 250), repeat('e', 250), repeat('a', 400)
                from generate_series(1, 3000)
                """
            );
        }

        using var response = await from.Office().GetAsync("/hsds/export.json", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var begin = new byte[1000];
        await body.ReadExactlyAsync(begin, TestContext.Current.CancellationToken);

        // The service waits for its reader in the middle of the register: its query is still open.
        await using var watch = from.OpenDatabase();
        await Eventually.TrueAsync(async () =>
            await watch
                .Database.SqlQuery<bool>(
                    $"select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state in ('active', 'idle in transaction') and query like '%hsds_service_id%') as \"Value\""
                )
                .SingleAsync()
        );
        var rest = await new StreamReader(body).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("]", rest, StringComparison.Ordinal);
        await watch.Database.ExecuteSqlRawAsync("delete from site_statuses; delete from sites where organization_code = 'keyik-okara'");
    }

    [Fact]
    public async Task Hsds_of_others_is_understood_by_id_and_by_name()
    {
        var id = Guid.NewGuid();
        var json = $$$"""
            {"total_items":1,"unknown":{"member":[1]},"contents":[{"id":"{{{Guid.NewGuid()}}}","name":"CASE MANAGEMENT","status":"active","fees":"none",
              "organization":{"id":"x","name":"{{{await NameAsync("yenme")}}}"},
              "capacities":[{"id":"{{{Guid.NewGuid()}}}","unit":{"id":"u","name":"places"},"available":2,"maximum":"4"}],
              "service_at_locations":[{"id":"{{{id}}}","description":"Yenme house","location":{"id":"l","name":"Ashgabat","location_type":"physical","latitude":37.9,"longitude":58.4}}]},
             {"id":"{{{Guid.NewGuid()}}}","name":"Haircuts","organization":{"name":"Barber"},"service_at_locations":[{"id":"{{{Guid.NewGuid()}}}","location":{"name":"Nowhere"}}]}]}
            """;

        var import = await to.Office().ImportAsync(json, type: "application/json");

        import.AssertRows(created: 1, rejected: 1);
        var site = await (await to.Office().GetAsync($"{RegistryApp.Sites}/{id}")).JsonAsync();
        Assert.Equal(
            ("yenme", "case-management", "TM-S", 4),
            (
                site["organization"]!.GetValue<string>(),
                site["serviceType"]!.GetValue<string>(),
                site["place"]!.GetValue<string>(),
                site["capacity"]!["total"]!.GetValue<int>()
            )
        );
        Assert.Single(await to.Office().FindingsAsync(import, "warnings.csv"));
        var lines = await to.Office().FindingsAsync(import);
        Assert.Contains(
            lines,
            line => line.StartsWith("2,organization,", StringComparison.Ordinal) && line.EndsWith(",Barber", StringComparison.Ordinal)
        );
        Assert.Contains(
            lines,
            line => line.StartsWith("2,serviceType,", StringComparison.Ordinal) && line.EndsWith(",Haircuts", StringComparison.Ordinal)
        );
        Assert.Contains(lines, line => line.StartsWith("2,place,", StringComparison.Ordinal));

        async Task<string> NameAsync(string organization) =>
            (await (await to.Office().GetAsync($"{RegistryApp.Organizations}/{organization}")).JsonAsync())["name"]![
                "ru"
            ]!.GetValue<string>();
    }

    [Fact]
    public async Task A_name_of_which_no_language_is_said_does_not_replace_three()
    {
        var site = await to.SiteAsync(organization: "unfpa");
        var known = await (await to.Office().GetAsync($"{RegistryApp.Sites}/{site}")).JsonAsync();
        var json = $$$"""
            [{"id":"{{{Guid.NewGuid()}}}","name":"{{{known[
                "serviceType"
            ]}}}","status":"active","organization":{"id":"x","name":"{{{await UnfpaAsync()}}}","attributes":[]},
              "attributes":[{"link_type":"{{{Registry.Hsds.HsdsColumns.ServiceType}}}","value":"families-in-difficulty"}],
              "capacities":[{"id":"{{{Guid.NewGuid()}}}","unit":{"id":"u","name":"places"},"available":12,"maximum":12}],
              "service_at_locations":[{"id":"{{{site}}}","description":"A name in some language","location":{"id":"l","name":"Ashgabat","location_type":"physical"} }]}]
            """;

        var import = await to.Office().ImportAsync(json, type: "application/json");

        import.AssertRows(updated: 1);
        var after = await (await to.Office().GetAsync($"{RegistryApp.Sites}/{site}")).JsonAsync();
        Assert.Equal(12, after["capacity"]!["total"]!.GetValue<int>());
        Assert.True(JsonNode.DeepEquals(known["name"], after["name"]), $"{after["name"]}");
        Assert.Single(await to.Office().FindingsAsync(import, "warnings.csv"));

        var organizations =
            $$$"""[{"id":"{{{Guid.NewGuid()}}}","name":"s","organization":{"id":"x","name":"UNFPA?","identifiers":[{"identifier_type":"{{{Registry.Hsds.HsdsColumns.RegisterCode}}}","identifier":"unfpa"}],"attributes":[{"link_type":"kind","value":"un-agency"}]} }]""";
        var before = await (await to.Office().GetAsync($"{RegistryApp.Organizations}/unfpa")).JsonAsync();
        await to.Office().ImportAsync(organizations, "kind=organizations", "application/json");
        Assert.True(
            JsonNode.DeepEquals(
                before["name"],
                (await (await to.Office().GetAsync($"{RegistryApp.Organizations}/unfpa")).JsonAsync())["name"]
            )
        );

        async Task<string> UnfpaAsync() =>
            (await (await to.Office().GetAsync($"{RegistryApp.Organizations}/unfpa")).JsonAsync())["name"]!["en"]!.GetValue<string>();
    }

    private async Task FillAsync()
    {
        var csv =
            "id,code,organization,serviceType,place,nameTk,nameRu,nameEn,address,latitude,longitude,status,openedAt,total,statusReason,languages,accessibility,website,descriptionTk,descriptionEn\r\n"
            + "01920000-0000-7000-8000-000000000001,m-1,nrcs,families-in-difficulty,TM-S,Ýeňiş,Победа,\"Victory, \"\"first\"\"\",'=1+1,37.95,58.38,active,2021-11-24T12:57:00.123456Z,5,,tk ru,wheelchair lift,https://one.example,,\"Two\nlines\"\r\n"
            + "01920000-0000-7000-8000-000000000002,,nrcs,families-in-difficulty,TM-M-03,''+,х,@z,,,,closed,2020-01-01,0,Moved,,,,,\r\n"
            + "01920000-0000-7000-8000-000000000003,m-3,yenme,case-management,TM-L,a,b,c,d,40.1,63.1,planned,2021-01-01,7,,,,,Tk,\r\n";
        if (await from.Office().SiteAsync("m-1") is not null)
        {
            return;
        }

        (await from.Office().ImportAsync(csv)).AssertRows(created: 3);
        await DescribeAsync("round-trip-1", Given.Details());
        await from.AccreditAsync(
            await DescribeAsync(
                "round-trip-2",
                JsonNode.Parse(
                    """
                    {"schedule":{"weekly":[{"weekday":"sunday","opens":"14:00","closes":"18:00"},{"weekday":"monday","opens":"09:00","closes":"13:00"},{"weekday":"sunday","opens":"09:00","closes":"13:00"}],
                    "exceptions":[{"from":"2026-12-30","until":"2026-12-31","closed":true},{"from":"2026-09-27","until":"2026-09-27","opens":"09:00","closes":"10:00","note":"\"One\"; two"}]},
                    "funding":[{"organization":"undp","until":"2022-06-30"},{"organization":"undp","from":"2022-07-01","note":"=1; \"2\""}]}
                    """
                )!
            )
        );
        var suspended = await DescribeAsync("round-trip-3", JsonNode.Parse("""{"schedule":{"weekly":[],"exceptions":[]}}""")!);
        await from.AccreditAsync(suspended);
        (
            await from.ChangeSiteAsync(suspended, HttpMethod.Post, "accreditation/suspend", new { reason = "Fire safety.\nAgain." })
        ).EnsureSuccessStatusCode();
    }

    private async Task<Guid> DescribeAsync(string code, JsonNode details)
    {
        var body = Given.SiteBody("nrcs", code: code);
        body["details"] = details;
        return (await (await from.Office().CreateAsync(RegistryApp.Sites, body)).JsonAsync()).Id();
    }

    [GeneratedRegex("\"(last_modified|updated)\":\"[^\"]*\"")]
    private static partial Regex Times();
}
