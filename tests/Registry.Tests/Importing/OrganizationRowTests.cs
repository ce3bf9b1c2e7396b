using System.Text.Json.Nodes;
using SocialServices.Registry.Tests.Hsds;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Rows about organizations: what they are part of, when they have their roles, where their offices are.</summary>
public sealed class OrganizationRowTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Export = $"{RegistryApp.Organizations}.csv";
    private const string Office =
        "\"\"\"Kabulhana; 1\"\" \"\"Приёмная\"\" \"\"Reception\"\" +99312345678 office@part.example; Post post@part.example\"";
    private const string Addresses = "\"physical TM-S \"\"Görogly köçesi 7\"\" 744000 37.95,58.38; postal TM-S \"\"Box 12\"\"\"";

    [Fact]
    public async Task The_organizations_of_a_register_move_into_another_one()
    {
        (
            await ImportAsync(
                app,
                ImportCalls.Organizations(
                    "rolePeriods,parent,legalForm,registrationNumber,contacts,addresses,inferred,note",
                    (
                        "a-part",
                        $"donor ..2021-12-31; provider 2021-09-01..; trainer 2020-01-01..2020-12-31,b-whole,public association,0012-7,{Office},{Addresses},TRUE,\"Named once,\nin a speech\""
                    ),
                    ("b-whole", "provider,mlspp,,,,,false,")
                )
            )
        ).AssertRows(created: 2);
        var part = await (await app.Office().GetAsync($"{RegistryApp.Organizations}/a-part")).JsonAsync();
        Assert.Equal(
            ("b-whole", "public association", "0012-7"),
            (part["parent"]!.GetValue<string>(), part["legalForm"]!.GetValue<string>(), part["registrationNumber"]!.GetValue<string>())
        );
        Assert.Equal(["provider"], part["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Equal(
            ["Kabulhana; 1 Reception +99312345678", "Post Post "],
            part["contacts"]!.AsArray().Select(c => $"{c!["function"]!["tk"]} {c["function"]!["en"]} {c["phone"]}")
        );
        Assert.Equal(
            ["TM-S 744000 37.95", "TM-S  "],
            part["addresses"]!.AsArray().Select(a => $"{a!["place"]} {a["postalCode"]} {a["latitude"]}")
        );
        await using var other = new SmallFilesApp();
        await other.InitializeAsync();
        var file = await app.Office().GetStringAsync(Export);
        var rows = RowsOf(file);
        var unknown = rows - RowsOf(await other.Office().GetStringAsync(Export)); // also those of other tests, whichever ran before

        var dry = await ImportAsync(other, file, "dryRun=true");
        var moved = await ImportAsync(other, file);

        dry.AssertRows(created: unknown, unchanged: rows - unknown);
        moved.AssertRows(created: unknown, unchanged: rows - unknown);
        Assert.Equal(file, await other.Office().GetStringAsync(Export));
        foreach (var code in new[] { "a-part", "b-whole" })
        {
            Assert.True(JsonNode.DeepEquals(await ReadAsync(app, code), await ReadAsync(other, code)), code);
        }

        var again = await ImportAsync(other, file, "again=true");
        again.AssertRows(unchanged: rows);
        Assert.Equal(0, again["rows"]!["warnings"]!.GetValue<int>());

        static int RowsOf(string csv) => csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;

        static async Task<JsonNode> ReadAsync(RegistryApp register, string code) =>
            await (await register.Office().GetAsync($"{RegistryApp.Organizations}/{code}")).JsonAsync();
    }

    [Fact]
    public async Task Organizations_and_their_sites_move_by_hsds()
    {
        (
            await ImportAsync(
                app,
                ImportCalls.Organizations(
                    "website,rolePeriods,parent,legalForm,registrationNumber,contacts,addresses",
                    ("h-part", $"https://part.example,provider 2021-09-01..,h-whole,public association,0012-7,{Office},{Addresses}"),
                    ("h-whole", ",,,,,,")
                )
            )
        ).AssertRows(created: 2);
        (
            await app.Office()
                .ImportAsync(
                    ImportCalls.Csv(
                        ImportCalls.Row("h-1", "h-part"),
                        ImportCalls.Row("h-2", "h-whole"),
                        ImportCalls.Row("h-3", "h-part").Replace("families-in-difficulty", "case-management", StringComparison.Ordinal)
                    )
                )
        ).AssertRows(created: 3);
        await using var other = new SmallFilesApp();
        await other.InitializeAsync();
        var file = await app.Office().GetStringAsync("/hsds/export.json");

        var organizations = await other.Office().ImportAsync(file, "kind=organizations", "application/json");
        var sites = await other.Office().ImportAsync(file, type: "application/json");

        var services = JsonNode.Parse(file)!.AsArray();
        var said = services.Select(service => service!["organization"]!["id"]!.GetValue<Guid>()).Distinct().Count();
        var again = services.Count - said;
        organizations.AssertRows(created: said, ignored: again);
        sites.AssertRows(
            created: (await app.Office().GetStringAsync($"{RegistryApp.Sites}.csv"))
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Length - 1
        );
        Assert.Equal(0, organizations["rows"]!["warnings"]!.GetValue<int>());
        Assert.Equal(await LinesAsync(app), await LinesAsync(other));
        Assert.Equal(
            await app.Office().GetStringAsync($"{RegistryApp.Sites}.csv"),
            await other.Office().GetStringAsync($"{RegistryApp.Sites}.csv")
        );
        (await other.Office().ImportAsync(file, "kind=organizations&again=true", "application/json")).AssertRows(
            unchanged: said,
            ignored: again
        );

        static async Task<IEnumerable<string>> LinesAsync(RegistryApp register) =>
            (await register.Office().GetStringAsync(Export)).Split("\r\n").Where(line => line.StartsWith("h-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_office_outside_the_country_is_taken_with_a_warning()
    {
        var import = await app.Office()
            .ImportAsync(
                ImportCalls.Organizations("addresses", ("far-office", "\"physical TM-S \"\"Görogly köçesi 7\"\" 744000 58.38,37.95\"")),
                "kind=organizations&dryRun=true"
            ); // the exports of other tests say nothing of it

        import.AssertRows(created: 1);
        var warnings = await app.Office().FindingsAsync(import, "warnings.csv");
        Assert.Equal(2, warnings.Length);
        Assert.All(warnings, warning => Assert.StartsWith("2,addresses,\"Outside Turkmenistan", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_register_moves_by_hsds_with_those_who_only_pay_or_accredit()
    {
        await using var from = new SmallFilesApp(); // its own: what it has is in every export of a register
        await from.InitializeAsync();
        (
            await ImportAsync(
                from,
                ImportCalls.Organizations(
                    "website,parent,inferred,note",
                    ("move-provider", "https://part.example,move-whole,,"),
                    ("move-whole", ",,,"),
                    ("move-payer", ",,true,Unnamed donor"),
                    ("move-inspector", ",,,")
                )
            )
        ).AssertRows(created: 4);
        (
            await from.Office()
                .ImportAsync(
                    $"{ImportCalls.Header},funding,accreditationNumber,accreditationIssuedBy,accreditationFrom\r\n"
                        + $"{ImportCalls.Row("move-1", "move-provider")},move-payer 2021-01-01..,A-1,move-inspector,2021-01-01\r\n"
                )
        ).AssertRows(created: 1);
        await using var other = new SmallFilesApp();
        await other.InitializeAsync();
        var organizations = await from.Office().GetStringAsync("/hsds/organizations/export.json");
        var services = await from.Office().GetStringAsync("/hsds/export.json");

        var moved = await other.Office().ImportAsync(organizations, "kind=organizations", "application/json");
        var sites = await other.Office().ImportAsync(services, type: "application/json");

        foreach (var import in new[] { moved, sites })
        {
            Assert.Equal(
                ("finished", 0, 0),
                (
                    import["state"]!.GetValue<string>(),
                    import["rows"]!["rejected"]!.GetValue<int>(),
                    import["rows"]!["warnings"]!.GetValue<int>()
                )
            );
        }

        foreach (var export in new[] { Export, $"{RegistryApp.Sites}.csv", "/hsds/organizations/export.json" })
        {
            Assert.Equal(await from.Office().GetStringAsync(export), await other.Office().GetStringAsync(export));
        }

        var said = JsonNode.Parse(organizations)!.AsArray().Count;
        (await other.Office().ImportAsync($$"""{"contents":{{organizations}}}""", "kind=organizations", "application/json")).AssertRows(
            unchanged: said
        );
    }

    [Fact]
    public async Task Organizations_in_the_export_are_valid_hsds()
    {
        (
            await ImportAsync(
                app,
                ImportCalls.Organizations("website,contacts,addresses", ("valid-1", $"https://part.example,{Office},{Addresses}"))
            )
        ).AssertRows(created: 1);
        (await app.Office().ImportAsync(ImportCalls.Csv(ImportCalls.Row("valid-site", "valid-1")))).AssertRows(created: 1);
        var schemas = new HsdsSchemas();

        foreach (var service in JsonNode.Parse(await app.Office().GetStringAsync("/hsds/export.json"))!.AsArray())
        {
            schemas.Add($"{service!["id"]}", "service", service);
        }

        foreach (var organization in JsonNode.Parse(await app.Office().GetStringAsync("/hsds/organizations/export.json"))!.AsArray())
        {
            schemas.Add($"{organization!["id"]}", "organization", organization);
        }

        await schemas.AssertValidAsync();
    }

    [Fact]
    public async Task Organizations_of_other_registers_are_no_organizations_of_this_one()
    {
        var import = await app.Office()
            .ImportAsync(
                """[{"name":"Haircuts","organization":{"id":"x","name":"Barber"}},{"name":"More","organization":{"id":"x","name":"Barber"}},{"name":"Nobody's","status":"active"}]""",
                "kind=organizations",
                "application/json"
            );

        import.AssertRows(rejected: 2, ignored: 1);
        Assert.Equal(["1,code", "1,kind", "3,code", "3,kind"], (await app.Office().FindingsAsync(import)).Select(line => line[..6]));
    }

    [Theory]
    [InlineData("parent", "nobody", "parent,No organization has this code.,nobody")]
    [InlineData("parent", "bad-row", "parent,An organization cannot be part of itself.,bad-row")]
    [InlineData(
        "rolePeriods",
        "provider 2021-09-01..; provider 2021-12-31..",
        "rolePeriods,The organization has this role already in a part of that time.,provider 2021-12-31.."
    )]
    [InlineData(
        "rolePeriods",
        "provider 2021-09-01..2021-08-31",
        "rolePeriods,Must not be before it begins.,provider 2021-09-01..2021-08-31"
    )]
    [InlineData("rolePeriods", "king", "rolePeriods,\"Must be one of: ")]
    [InlineData("rolePeriods", "provider since 2021", "rolePeriods,\"Must be days as 2021-09-01..2022-06-30")]
    [InlineData("contacts", "+99312345678", "contacts,\"Must begin with the office's name")]
    [InlineData("contacts", "Reception", "contacts,\"Needs a phone number")]
    [InlineData("contacts", "Reception +1", "contacts,E.164: + and 7 to 15 digits.,Reception +1")]
    [InlineData("addresses", "physical TM-XX \"\"Street\"\"", "addresses,No place has this code today.,TM-XX")]
    [InlineData("addresses", "physical TM-S Street", "addresses,\"Must be physical or postal")]
    [InlineData("addresses", "physical TM-S \"\"Street\"\" 37.95", "addresses,Six digits.")]
    [InlineData("inferred", "perhaps", "inferred,Must be true or false.,perhaps")]
    [InlineData("legalForm", "a\u0007b", "legalForm,Must not contain control")]
    public async Task A_row_that_makes_no_sense_is_rejected(string column, string cell, string finding)
    {
        var import = await ImportAsync(app, ImportCalls.Organizations(column, ("bad-row", $"\"{cell}\"")));

        import.AssertRows(rejected: 1);
        Assert.StartsWith($"2,{finding}", Assert.Single(await app.Office().FindingsAsync(import)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_make_a_circle_together_are_rejected_with_those_that_depend_on_them()
    {
        (await ImportAsync(app, ImportCalls.Organizations("parent", ("ring-4", ""), ("ring-5", "ring-4")))).AssertRows(created: 2);

        var import = await ImportAsync(
            app,
            ImportCalls.Organizations(
                "parent",
                ("ring-1", "ring-2"),
                ("ring-2", "ring-3"),
                ("ring-3", "ring-1"),
                ("ring-6", "ring-1"),
                ("ring-5", ""),
                ("ring-4", "ring-5"),
                ("ring-7", "ring-4")
            )
        );

        import.AssertRows(created: 1, updated: 2, rejected: 4); // ring-4 and ring-5 change places
        var lines = await app.Office().FindingsAsync(import);
        Assert.Equal(
            [
                "2,parent,An organization cannot be part of itself.,ring-2",
                "3,parent,An organization cannot be part of itself.,ring-3",
                "4,parent,An organization cannot be part of itself.,ring-1",
                "5,parent,No organization has this code.,ring-1",
            ],
            lines
        );
    }

    [Fact]
    public async Task Periods_count_more_than_the_roles_of_today_and_a_column_that_is_not_there_leaves_them()
    {
        (await ImportAsync(app, ImportCalls.Organizations("roles,rolePeriods", ("roles-1", "donor,provider 2021-09-01..")))).AssertRows(
            created: 1
        );
        var import = await ImportAsync(
            app,
            ImportCalls.Organizations(
                "roles,rolePeriods",
                ("roles-1", "donor,provider 2021-09-01.."),
                ("roles-2", "donor,"),
                ("roles-3", ",")
            )
        );
        import.AssertRows(created: 2, unchanged: 1);
        Assert.StartsWith("2,roles,", Assert.Single(await app.Office().FindingsAsync(import, "warnings.csv")), StringComparison.Ordinal);

        (
            await ImportAsync(
                app,
                ImportCalls.Organizations("website", ("roles-1", "https://one.example"), ("roles-2", ""), ("roles-3", ""))
            )
        ).AssertRows(updated: 1, unchanged: 2);

        Assert.Equal(["provider", "donor", ""], await Task.WhenAll(Enumerable.Range(1, 3).Select(RolesAsync)));
        (await ImportAsync(app, ImportCalls.Organizations("rolePeriods,legalForm", ("roles-1", ",")))).AssertRows(updated: 1);
        Assert.Equal("", await RolesAsync(1));

        async Task<string> RolesAsync(int number) =>
            string.Join(
                ' ',
                (await (await app.Office().GetAsync($"{RegistryApp.Organizations}/roles-{number}")).JsonAsync())["roles"]!
                    .AsArray()
                    .Select(role => role!.GetValue<string>())
            );
    }

    private static Task<JsonNode> ImportAsync(RegistryApp register, string file, string more = "") =>
        register.Office().ImportAsync(file, $"kind=organizations&{more}");
}
