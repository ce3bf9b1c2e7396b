using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

public sealed class IndicatorTests(IndicatorTests.Fixture fixture) : IClassFixture<IndicatorTests.Fixture>
{
    private const string Path = "/api/v1/reporting";
    private readonly HttpClient client = fixture.App.Client();

    [Theory]
    [InlineData("people-trained", null, "total 20")]
    [InlineData("people-trained", "sex", "total 20, female 14, male 6, unknown 0")]
    [InlineData("people-trained", "disability", "total 20, yes 0, no 20, unknown 0")]
    [InlineData("people-trained", "place", "total 20, TM-A 0, TM-B 0, TM-D 0, TM-L 0, TM-M 0, TM-S 20, unknown 0")]
    [InlineData("people-trained", "age-band", "total 20, 0-5 0, 6-11 0, 12-17 0, 18-24 5, 25-44 15, 45-59 0, 60+ 0, unknown 0")]
    [InlineData("trainings-completed", "programme", "total 20, strong-families-facilitators 20, unknown 0")]
    [InlineData("organizations-trained", null, "total 7")]
    [InlineData("organizations-trained", "programme", "total 7, strong-families-facilitators 7, unknown 0")]
    [InlineData("services-operating", "place", "total 3, TM-A 0, TM-B 0, TM-D 0, TM-L 0, TM-M 0, TM-S 3, unknown 0")]
    [InlineData(
        "services-operating",
        "service-type",
        "total 3, adolescents-criminal-justice 1, families-in-difficulty 1, parents-with-addictions 1, personal-assistant 0, unknown 0"
    )]
    [InlineData("sites-operating", null, "total 3")]
    [InlineData("capacity-offered", null, "total 75")]
    [InlineData(
        "capacity-taken",
        "service-type",
        "total 34, adolescents-criminal-justice 7, families-in-difficulty 9, parents-with-addictions 8, personal-assistant 10, unknown 0"
    )]
    [InlineData("specialists-deployed", null, "total hidden")]
    [InlineData("certificates-issued", "programme", "total 20, strong-families-facilitators 20, unknown 0")]
    [InlineData("cases-opened", "sex", "total 24, female 24, male 0, unknown 0")]
    [InlineData(
        "referrals",
        "status",
        "total 23, draft 0, requested 6, accepted 5, rejected 0, in-progress 0, on-hold 0, completed 12, failed 0, cancelled 0, unknown 0"
    )]
    [InlineData("referrals", "priority", "total 23, emergency 0, urgent 0, normal 23, unknown 0")]
    [InlineData("consents-withdrawn", null, "total hidden")]
    public async Task An_indicator_has_the_value_that_the_events_tell(string code, string? by, string expected)
    {
        var answer = await GetAsync($"/indicators/{code}{(by is null ? "" : $"?by={by}")}");

        Assert.Equal(expected, Text(answer));
        Assert.Equal(by, (string?)answer["by"]);
    }

    [Fact]
    public async Task Small_counts_of_people_are_hidden()
    {
        var answer = await GetAsync("/indicators/people-trained?by=organization");

        // Seven providers sent two or three people each; unodc organized and sent nobody: a true zero.
        Assert.Equal(
            "total 20, ashgabat-ssc hidden, deaf-blind-society hidden, health-centre hidden, keyik-okara hidden, nrcs hidden, school-support hidden, unodc 0, yenme hidden, unknown 0",
            Text(answer)
        );
        Assert.Null(answer["cells"]![0]!["value"]);
        Assert.True((bool)answer["cells"]![0]!["suppressed"]!);
    }

    [Fact]
    public async Task Every_indicator_answers_by_every_disaggregation_that_the_catalogue_names()
    {
        foreach (var item in (await GetAsync("/indicators"))["items"]!.AsArray())
        {
            foreach (var by in item!["disaggregations"]!.AsArray().Select(by => (string)by!).Prepend(""))
            {
                using var json = await client.GetAsync($"{Path}/indicators/{item["code"]}?by={by}");
                using var csv = await client.GetAsync($"{Path}/indicators/{item["code"]}.csv?by={by}");
                Assert.True(json.IsSuccessStatusCode && csv.IsSuccessStatusCode, $"{item["code"]} by {by}");
            }
        }
    }

    [Fact]
    public async Task Names_come_in_the_language_that_the_caller_prefers()
    {
        client.DefaultRequestHeaders.Add("Accept-Language", "ru-RU, en;q=0.5");

        Assert.Equal("Обученные люди", (string?)(await GetAsync("/indicators"))["items"]![0]!["name"]);
        Assert.Equal("Обученные люди", (string?)(await GetAsync("/indicators/people-trained"))["name"]);
    }

    [Fact]
    public async Task The_summary_shows_the_programme_at_a_glance()
    {
        var summary = await GetAsync("/summary");

        Assert.Equal(20, (int)summary["peopleTrained"]!["value"]!);
        Assert.Equal(7, (int)summary["organizationsTrained"]!["value"]!);
        Assert.Equal(20, (int)summary["certificatesIssued"]!["value"]!);
        Assert.Equal(3, (int)summary["servicesOperating"]!["value"]!);
        Assert.Equal(3, (int)summary["sitesOperating"]!["value"]!);
        Assert.Equal(24, (int)summary["casesOpened"]!["value"]!);
        Assert.Equal(23, (int)summary["referrals"]!["total"]!["value"]!);
        Assert.Equal(12, (int)summary["referrals"]!["byStatus"]!.AsArray().Single(cell => (string)cell!["key"]! == "completed")!["value"]!);
    }

    [Theory]
    [InlineData("/indicators/happiness", HttpStatusCode.NotFound)]
    [InlineData("/indicators/happiness.csv?by=sex", HttpStatusCode.NotFound)]
    [InlineData("/indicators/people-trained?by=shoe-size", HttpStatusCode.UnprocessableEntity, "by")]
    [InlineData("/indicators/people-trained?by=status", HttpStatusCode.UnprocessableEntity, "by")]
    [InlineData("/indicators/people-trained.csv?by=status", HttpStatusCode.UnprocessableEntity, "by")]
    [InlineData("/indicators/people-trained?by=sex&by=place", HttpStatusCode.UnprocessableEntity, "by")]
    [InlineData("/indicators/people-trained?by=sex&place=TM-S", HttpStatusCode.BadRequest, "place")]
    [InlineData("/indicators/consents-withdrawn?by=sex", HttpStatusCode.UnprocessableEntity, "by")]
    public async Task A_question_that_makes_no_sense_is_refused_with_the_reason(string path, HttpStatusCode status, string? field = null)
    {
        using var answer = await client.GetAsync(Path + path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(field is null ? [] : [field], await answer.FieldsAsync());
    }

    [Fact]
    public async Task An_unknown_disaggregation_is_answered_with_the_allowed_ones()
    {
        using var answer = await client.GetAsync($"{Path}/indicators/certificates-issued?by=sex");

        Assert.Equal("Must be one of programme.", (string?)(await answer.JsonAsync())["errors"]!["by"]![0]);
    }

    [Theory]
    [InlineData("/indicators")]
    [InlineData("/indicators/people-trained")]
    [InlineData("/indicators/people-trained.csv")]
    [InlineData("/summary")]
    [InlineData("/freshness")]
    public async Task Only_callers_who_may_read_reports_get_an_answer(string path)
    {
        using var anonymous = fixture.App.Client(scopes: null);
        using var stranger = fixture.App.Client("registry.read referrals.read");

        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(Path + path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(Path + path)).StatusCode);
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await client.GetAsync(Path + path);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static string Text(JsonNode answer) =>
        string.Join(
            ", ",
            answer["cells"]!
                .AsArray()
                .Prepend(answer["total"]!.DeepClone())
                .Select(cell => $"{cell!["key"]} {cell["value"]?.ToString() ?? "hidden"}")
        );

    /// <summary>The story, told through the logs.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        public ReportingApp App { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await App.InitializeAsync();
            var story = Story.Tell();
            foreach (var told in story.Events)
            {
                App.Append(told);
            }

            await Eventually.GetAsync(App.HandledAsync, handled => handled == story.Events.Count);
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
