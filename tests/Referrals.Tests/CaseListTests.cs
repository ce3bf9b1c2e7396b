using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Case lists as CSV, and what was shared as a page.</summary>
public sealed class CaseListTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task A_dry_run_says_what_the_import_then_does_and_a_second_import_changes_nothing()
    {
        var known = Given.APerson();
        await app.AServiceUserAsync(known);
        var (one, two) = (Given.AName(), Given.AName());
        var file = $"""
            externalCode,givenName,familyName,sex,birthDate,place,source
            L-{one},Ajap,{one},female,1990-02-03,TM-S-02,health
            L-{two},Baýram,{two},male,,TM-M,
            ,{known["givenName"]},{known["familyName"]},female,{known["birthDate"]},TM-S-02,
            L-x,Aman,Amanow,unsure,2190-01-01,Mary,moon
            L-y,Aman,{one},male,,TM-S-99,

            """;

        var dry = await ImportAsync(file, dryRun: true);
        Assert.Equal(2, (int)dry["created"]!);
        Assert.Empty((await SearchAsync($"L-{one}")).AsArray());
        var done = await ImportAsync(file);
        var again = await ImportAsync(file);

        Assert.Equal((5, 2), ((int)done["rows"]!, (int)done["created"]!));
        Assert.Equal(4, (int)done["duplicates"]!.AsArray().Single()!["line"]!);
        Assert.Equal(
            ["sex", "source", "place", "birthDate", "place"],
            done["rejected"]!.AsArray().Select(fault => (string)fault!["field"]!)
        );
        Assert.Equal([5, 5, 5, 5, 6], done["rejected"]!.AsArray().Select(fault => (int)fault!["line"]!));
        Assert.Equal((0, "[2,3]"), ((int)again["created"]!, again["unchanged"]!.ToJsonString()));
        Assert.Single((await SearchAsync($"L-{one}")).AsArray());
    }

    [Fact]
    public async Task Two_lines_of_the_same_person_make_one_case()
    {
        var name = Given.AName();
        var file =
            $"externalCode,givenName,familyName,sex,birthDate,place\n,Ajap,{name},female,1990-02-03,TM-S-02\n,{name},Ajap,female,1990-02-03,TM-S-02\n";

        var done = await ImportAsync(file);

        Assert.Equal((1, 1), ((int)done["created"]!, done["duplicates"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("externalCode,givenName,sex,place\n", "body")]
    [InlineData("externalCode,givenName,familyName,sex,place,shoeSize\n", "body")]
    public async Task A_file_with_another_header_is_refused(string file, string field)
    {
        var answer = await SendAsync(file, dryRun: false);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal([field], await answer.FieldsAsync());
    }

    [Fact]
    public async Task Ones_own_cases_come_out_with_their_people_and_nobody_elses()
    {
        using var worker = app.GivenAColleague(out var workerId);
        var (mine, other) = (Given.APerson(), Given.APerson(given: "=cmd()"));
        var user = await app.AServiceUserAsync(mine);
        await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user, workerId });
        await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(other), workerId });
        await app.ACaseAsync();

        var csv = await worker.GetStringAsync($"{Root}/cases/export");

        var lines = csv.TrimEnd().Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("number,workflow,", lines[0], StringComparison.Ordinal);
        Assert.Contains((string)mine["familyName"]!, lines[1], StringComparison.Ordinal);
        Assert.Contains("'=cmd()", lines[2], StringComparison.Ordinal); // a text, not a formula
    }

    [Fact]
    public async Task The_person_can_be_told_what_was_shared_in_their_language_and_the_page_tells_no_secret()
    {
        var id = await app.ARequestedReferralAsync(shared: ["identity", "need"]);
        var user = (Guid)(await app.Requester.ReadAsync($"/referrals/{id}"))["serviceUserId"]!;

        var item = (await app.Requester.ReadAsync($"/service-users/{user}/sharing"))["items"]!.AsArray().Single()!;
        Assert.Equal("""["identity","need"]""", item["data"]!.ToJsonString());
        Assert.Null(item["until"]);
        await app.Requester.MovedAsync(id, "cancel");

        foreach (var (language, title) in new[] { ("tk", "paýlaşdyk"), ("ru", "передали"), ("en", "shared about you") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/service-users/{user}/sharing?language={language}");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
            var page = await (await app.Requester.SendAsync(request)).Content.ReadAsStringAsync();
            Assert.Contains(title, page, StringComparison.Ordinal);
            Assert.Contains((string)item["why"]!, page, StringComparison.Ordinal);
            Assert.DoesNotContain("addictions", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Durdyyewa", page, StringComparison.Ordinal);
        }

        Assert.NotNull((await app.Requester.ReadAsync($"/service-users/{user}/sharing"))["items"]![0]!["until"]);
        Assert.Equal(["language"], await (await app.Requester.GetAsync($"{Root}/service-users/{user}/sharing?language=de")).FieldsAsync());
    }

    private async Task<JsonNode> ImportAsync(string file, bool dryRun = false)
    {
        var answer = await SendAsync(file, dryRun);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task A_list_is_taken_as_text_csv_or_without_a_type(string? type, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/cases/import?dryRun=true")
        {
            Content = new ByteArrayContent("externalCode,givenName,familyName,sex,place\r\n"u8.ToArray()),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content.Headers.ContentType = type is null ? null : new(type);

        using var response = await app.Requester.SendAsync(request);

        Assert.True(response.StatusCode == expected, await response.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> SendAsync(string file, bool dryRun)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/cases/import{(dryRun ? "?dryRun=true" : "")}")
        {
            Content = new StringContent(file, Encoding.UTF8, "text/csv"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return app.Requester.SendAsync(request);
    }

    private async Task<JsonNode> SearchAsync(string externalCode) =>
        (await (await app.Requester.CreateAsync($"{Root}/service-users/search", new { externalCode })).JsonAsync())["items"]!;
}
