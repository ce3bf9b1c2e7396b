using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Hours, contacts, funding and accreditation in rows about sites.</summary>
public sealed class SiteDetailRowTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Accreditation = "accreditationNumber,accreditationIssuedBy,accreditationFrom,accreditationUntil";
    private const string Suspension = "accreditationSuspendedFrom,accreditationSuspensionReason";

    [Theory]
    [InlineData(
        "openingHours",
        "mo 09:00-25:00",
        "openingHours,\"Must be hours as 09:00-17:00; the end of the day is 24:00.\",mo 09:00-25:00"
    )]
    [InlineData("openingHours", "mo 09:00-12:00; mo 11:00-13:00", "openingHours,Overlaps with other hours of that day.,")]
    [InlineData("openingHours", "whenever", "openingHours,\"Must be weekdays")]
    [InlineData("openingHours", "2021-12-31 closed \"never ending", "openingHours,\"A double quote is not closed")]
    [InlineData("openingHours", "2021-12-31 closed \"\u202Eabc\"", "openingHours,Must not contain control")]
    [InlineData("contacts", "reception", "contacts,\"Needs a phone number")]
    [InlineData("contacts", "porter +99312345678", "contacts,\"Must be one of: reception")]
    [InlineData("contacts", "reception 12345", "contacts,Must be an international number")]
    [InlineData("contacts", "reception +99312345678; helpline a@b", "contacts,Must be an e-mail address.,helpline a@b")]
    [InlineData("funding", "nobody", "funding,No organization has this code.,nobody")]
    [InlineData("funding", "undp unicef", "funding,\"Must be an organization's code")]
    [InlineData("funding", "undp 2022-01-01..2021-01-01", "funding,Must not end before it begins.,undp 2022-01-01..2021-01-01")]
    [InlineData(Accreditation, "A-1,mlspp,,", "accreditationFrom,\"An accreditation has")]
    [InlineData(Accreditation, ",mlspp,2021-09-01,", "accreditationNumber,\"An accreditation has")]
    [InlineData(Accreditation, "A-1,nobody,2021-09-01,", "accreditationIssuedBy,No organization has this code.,nobody")]
    [InlineData(Accreditation, "A-1,mlspp,2021-09-01,2021-08-31", "accreditationUntil,Must not be before it begins.,2021-08-31")]
    [InlineData(Accreditation, "A-1,mlspp,September,", "accreditationFrom,Must be a day as 2021-11-24.,September")]
    [InlineData(Suspension, "2021-09-01,", "accreditationSuspensionReason,Everybody must be able to read")]
    [InlineData(Suspension, ",Fire", "accreditationSuspendedFrom,A suspension has a first day.,")]
    public async Task A_cell_that_makes_no_sense_rejects_the_row(string columns, string cells, string finding)
    {
        var (office, code) = (app.Office(), $"bad-{Guid.NewGuid():n}"[..20]);

        var import = await office.ImportAsync(
            File(columns, (code, columns.Contains(',', StringComparison.Ordinal) ? cells : Quote(cells)))
        );

        import.AssertRows(rejected: 1);
        Assert.StartsWith($"2,{finding}", Assert.Single(await office.FindingsAsync(import)), StringComparison.Ordinal);
        Assert.Null(await office.SiteAsync(code));
    }

    [Fact]
    public async Task A_column_that_is_not_there_leaves_what_is_known_and_an_empty_cell_empties_it()
    {
        var office = app.Office();
        const string All = $"openingHours,contacts,funding,{Accreditation}";
        (
            await office.ImportAsync(
                File(All, ("empty-1", $"{Quote("mo-fr 09:00-17:00")},reception +99312345678,undp 2020-01-01..,A-1,mlspp,2021-09-01,"))
            )
        ).AssertRows(created: 1);
        var before = await FullAsync("empty-1");
        Assert.Equal(
            (5, "+99312345678", "undp", "valid"),
            (
                before["details"]!["schedule"]!["weekly"]!.AsArray().Count,
                before["details"]!["contacts"]![0]!["phone"]!.GetValue<string>(),
                before["details"]!["funding"]![0]!["organization"]!.GetValue<string>(),
                before["accreditation"]!["state"]!.GetValue<string>()
            )
        );

        (await office.ImportAsync(File("address", ("empty-1", "")))).AssertRows(unchanged: 1);
        Assert.True(JsonNode.DeepEquals(before, await FullAsync("empty-1")));
        (await office.ImportAsync(File(All, ("empty-1", ",,,,,,")))).AssertRows(updated: 1);

        var after = await FullAsync("empty-1");
        Assert.Null(after["details"]!["schedule"]);
        Assert.Empty(after["details"]!["contacts"]!.AsArray());
        Assert.Empty(after["details"]!["funding"]!.AsArray());
        Assert.Equal("valid", after["accreditation"]!["state"]!.GetValue<string>()); // is suspended or expires, and is never taken away
    }

    [Fact]
    public async Task A_provider_cannot_vouch_for_itself_by_a_file()
    {
        var (office, provider) = (app.Office(), app.Provider("nrcs"));
        var file = File($"{Accreditation},{Suspension}", ("vouch-1", "A-1,mlspp,2021-09-01,,,"));

        var import = await provider.ImportAsync(file);

        import.AssertRows(created: 1);
        Assert.StartsWith(
            "2,accreditationNumber,Only the programme's office vouches for sites",
            Assert.Single(await provider.FindingsAsync(import, "warnings.csv")),
            StringComparison.Ordinal
        );
        Assert.Equal("none", (await FullAsync("vouch-1"))["accreditation"]!["state"]!.GetValue<string>());
        Assert.Single(await provider.FindingsAsync(await provider.ImportAsync(file, "again=true"), "warnings.csv")); // nor for a site that is there
        Assert.Equal("none", (await FullAsync("vouch-1"))["accreditation"]!["state"]!.GetValue<string>());

        (await office.ImportAsync(file)).AssertRows(updated: 1);
        Assert.Equal("valid", (await FullAsync("vouch-1"))["accreditation"]!["state"]!.GetValue<string>());
        var same = await provider.ImportAsync(file, "again=true");
        same.AssertRows(unchanged: 1);
        Assert.Empty(await provider.FindingsAsync(same, "warnings.csv"));
        var suspend = await provider.ImportAsync(File(Suspension, ("vouch-1", "2021-10-01,Fire safety.")));
        suspend.AssertRows(unchanged: 1);
        Assert.StartsWith(
            "2,accreditationSuspendedFrom,Only the programme's office",
            Assert.Single(await provider.FindingsAsync(suspend, "warnings.csv")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_office_suspends_by_a_file_and_lifts_a_suspension_only_by_itself()
    {
        var office = app.Office();
        const string Columns = $"{Accreditation},{Suspension}";
        (
            await office.ImportAsync(
                File(Columns, ("suspend-1", "A-1,mlspp,2021-09-01,,,"), ("suspend-2", "A-2,mlspp,2021-09-01,,2021-10-01,Fire safety."))
            )
        ).AssertRows(created: 2);
        Assert.Equal("suspended", await StateAsync("suspend-2"));

        (await office.ImportAsync(File(Columns, ("suspend-1", "A-1,mlspp,2021-09-01,,01.10.2021,Fire safety.")))).AssertRows(updated: 1);
        Assert.Equal("suspended", await StateAsync("suspend-1"));
        var lift = await office.ImportAsync(
            File(Columns, ("suspend-1", "A-1,mlspp,2021-09-01,,,"), ("suspend-2", "A-2,mlspp,2021-09-01,,2021-10-02,Other."))
        );

        lift.AssertRows(unchanged: 2);
        Assert.Equal("suspended", await StateAsync("suspend-1"));
        Assert.Equal(
            [
                "2,accreditationSuspendedFrom,The suspension stays. Only the office can lift it.,",
                "3,accreditationSuspendedFrom,\"It is suspended already; that stays as it is.\",2021-10-02",
            ],
            await office.FindingsAsync(lift, "warnings.csv")
        );

        async Task<string> StateAsync(string code) => (await FullAsync(code))["accreditation"]!["state"]!.GetValue<string>();
    }

    [Fact]
    public async Task Who_paid_or_vouched_and_is_gone_stays_with_the_site_and_comes_to_no_other()
    {
        var office = app.Office();
        (
            await office.CreateAsync(
                RegistryApp.Organizations,
                new
                {
                    code = "payer",
                    kind = "donor",
                    name = Given.Name(),
                }
            )
        ).EnsureSuccessStatusCode();
        const string Columns = $"funding,{Accreditation}";
        (await office.ImportAsync(File(Columns, ("paid-1", "payer,A-1,payer,2021-09-01,"), ("paid-2", ",,,,")))).AssertRows(created: 2);
        await using (var db = app.OpenDatabase())
        {
            await db.Database.ExecuteSqlAsync(
                $"update organizations set deleted_at = now(), deletion_reason = 'Entered twice.' where code = 'payer'",
                TestContext.Current.CancellationToken
            );
        }

        var import = await office.ImportAsync(
            File(Columns, ("paid-1", "payer,A-1,payer,2021-09-01,"), ("paid-2", "payer,,,,"), ("paid-3", ",A-1,payer,2021-09-01,"))
        );

        import.AssertRows(unchanged: 1, rejected: 2);
        Assert.Equal(
            ["3,funding,No organization has this code.,payer", "4,accreditationIssuedBy,No organization has this code.,payer"],
            await office.FindingsAsync(import)
        );
    }

    [Fact]
    public async Task Hours_and_contacts_of_other_registers_are_understood_as_far_as_they_fit()
    {
        var id = Guid.NewGuid();

        var import = await app.Office()
            .ImportAsync(
                Hsds(
                    id,
                    """
                    "schedules":[{"freq":"WEEKLY","byday":"MO,TU","opens_at":"09:00","closes_at":"17:00:00","interval":1},{"freq":"DAILY","opens_at":"18:00+05:00","closes_at":"19:00+05:00"}],
                    "contacts":[{"name":"Aman","department":"Intake","phones":[{"number":"+993 12 34-56-78"},{"number":"112"}],"email":"a@b.example"},{"department":"helpline","email":"h@b.example"}]
                    """
                ),
                type: "application/json"
            );

        import.AssertRows(created: 1);
        var details = (await (await app.Office().GetAsync($"{RegistryApp.Sites}/{id}")).JsonAsync())["details"]!;
        Assert.Equal(9, details["schedule"]!["weekly"]!.AsArray().Count);
        Assert.Equal(
            ["reception +99312345678 a@b.example", "helpline  h@b.example"],
            details["contacts"]!.AsArray().Select(c => $"{c!["function"]} {c["phone"]} {c["email"]}")
        );
        Assert.Equal(3, (await app.Office().FindingsAsync(import, "warnings.csv")).Length); // the name, the department, a number
    }

    [Fact]
    public async Task Hours_over_midnight_are_those_of_two_days_and_come_back_as_they_left()
    {
        const string Nights = """{"freq":"WEEKLY","byday":"FR,SA,SU","opens_at":"22:00","closes_at":"06:00"}""";
        var office = app.Office();
        (await office.ImportAsync(File("openingHours", ("night-1", "fr-su 22:00-06:00")))).AssertRows(created: 1);
        var id = Guid.NewGuid();
        (await office.ImportAsync(Hsds(id, $"\"schedules\":[{Nights}]"), type: "application/json")).AssertRows(created: 1);

        foreach (
            var (at, open) in new[]
            {
                ("2026-11-20T23:00", true),
                ("2026-11-22T23:59", true),
                ("2026-11-23T05:59", true),
                ("2026-11-23T06:00", false),
                ("2026-11-23T23:00", false),
            }
        )
        {
            var found = (await (await office.GetAsync($"{RegistryApp.Sites}?openAt={at}&limit=200")).JsonAsync())["items"]!.AsArray();
            Assert.Equal(
                (open, open),
                (found.Any(site => site!["code"]?.GetValue<string>() is "night-1"), found.Any(site => site!.Id() == id))
            );
        }

        var lines = (await office.GetStringAsync($"{RegistryApp.Sites}.csv?organization=nrcs")).Split("\r\n");
        var line = Assert.Single(lines, line => line.Contains("night-1", StringComparison.Ordinal));
        Assert.Contains("mo 00:00-06:00; fr 22:00-24:00; sa-su 00:00-06:00,22:00-24:00", line, StringComparison.Ordinal);
        (await office.ImportAsync($"{lines[0]}\r\n{line}\r\n")).AssertRows(unchanged: 1);
    }

    [Theory]
    [InlineData("""{"freq":"MONTHLY","bymonthday":"1","opens_at":"09:00","closes_at":"17:00"}""", 0, 2)]
    [InlineData("""{"freq":"WEEKLY","byday":"MO","opens_at":"09:00+25:00","closes_at":"17:00Z"}""", 0, 2)]
    [InlineData("""{"freq":"WEEKLY","byday":"MO","opens_at":"09:00","closes_at":"25:00"}""", 1, 0)]
    [InlineData("""{"freq":"WEEKLY","byday":"1MO","opens_at":"09:00","closes_at":"15:00"}""", 1, 0)]
    public async Task Schedules_that_are_not_understood_are_left_out_and_wrong_ones_rejected(string schedule, int rejected, int warnings)
    {
        var import = await app.Office().ImportAsync(Hsds(Guid.NewGuid(), $"\"schedules\":[{schedule}]"), type: "application/json");

        import.AssertRows(created: 1 - rejected, rejected: rejected);
        Assert.Equal(warnings, import["rows"]!["warnings"]!.GetValue<int>());
        Assert.All(await app.Office().FindingsAsync(import), line => Assert.StartsWith("1,openingHours,", line, StringComparison.Ordinal));
    }

    private async Task<JsonNode> FullAsync(string code)
    {
        var site = await app.Office().GetAsync($"{RegistryApp.Sites}/{(await app.Office().SiteAsync(code))!.Id()}");
        Assert.Equal(HttpStatusCode.OK, site.StatusCode);
        return await site.JsonAsync();
    }

    private static string Hsds(Guid id, string more) =>
        $$$"""
            [{"id":"{{{Guid.NewGuid()}}}","name":"Case management","organization":{"name":"Yenme"},
              "service_at_locations":[{"id":"{{{id}}}","description":"House {{{id}}}","location":{"name":"Ashgabat"},{{{more}}}}],"capacities":[{"id":"{{{Guid.NewGuid()}}}","available":2}]}]
            """;

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string File(string columns, params IEnumerable<(string Code, string Cells)> rows) =>
        string.Join(
            "\r\n",
            rows.Select(row => $"{row.Code},nrcs,families-in-difficulty,TM-S,Umyt {row.Code},Надежда,Hope {row.Code},5,{row.Cells}")
                .Prepend($"code,organization,serviceType,place,nameTk,nameRu,nameEn,total,{columns}")
        ) + "\r\n";
}
