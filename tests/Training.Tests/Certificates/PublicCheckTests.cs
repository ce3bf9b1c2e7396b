using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests.Certificates;

public sealed class PublicCheckTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Theory]
    [InlineData("tk", "Hereket edýär", "«Güýçli maşgalalar» maksatnamasynyň alyp baryjylary")]
    [InlineData("ru", "Действительно", "Ведущие программы «Сильные семьи»")]
    [InlineData("en", "Valid", "Strong Families Programme facilitators")]
    public async Task Anybody_reads_every_printed_fact_of_a_full_number(string language, string status, string programme)
    {
        var (_, number) = await training.GivenACertificateAsync(name: "Ogulşirin O'Ýazgeldiýewa & Co");

        var facts = await CheckAsync(number, language);
        Assert.Equal((status, programme), (facts["statusText"]!.GetValue<string>(), facts["programme"]!.GetValue<string>()));
        Assert.Equal("Ogulşirin O'Ýazgeldiýewa & Co", facts["holder"]!.GetValue<string>());
        Assert.Equal(
            ("valid", "2021-05-31", "2021-07-06", 5),
            (
                facts["status"]!.GetValue<string>(),
                facts["from"]!.GetValue<string>(),
                facts["until"]!.GetValue<string>(),
                facts["trainingDays"]!.GetValue<int>()
            )
        );

        var page = await PageAsync(number, language);
        var shown = System.Net.WebUtility.HtmlDecode(page);
        Assert.All(
            (string[])[status, programme, "Ogulşirin O'Ýazgeldiýewa & Co", number, "31.05.2021 – 06.07.2021"],
            fact => Assert.Contains(fact, shown, StringComparison.Ordinal)
        );
        Assert.Contains("&amp; Co", page, StringComparison.Ordinal); // written so that a name is never markup
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_answer_is_not_stored_not_indexed_and_runs_nothing()
    {
        var (_, number) = await training.GivenACertificateAsync();
        var response = await training.App.Client(null).GetAsync($"/verify/{number}");

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("noindex, nofollow", response.Headers.GetValues("X-Robots-Tag").Single());
        Assert.DoesNotContain("script-src", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("MLSPP-1999-000001")]
    [InlineData("MLSPP-2021")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("%25")]
    public async Task A_number_that_does_not_exist_is_unknown(string number)
    {
        var response = await training.App.Client(null).GetAsync($"/verify/{Uri.EscapeDataString(number)}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("There is no certificate", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_finds_a_number_without_script()
    {
        var (_, number) = await training.GivenACertificateAsync();
        var form = await training.App.Client(null).GetStringAsync("/verify");
        Assert.Contains("<form action=\"/verify\" method=\"get\">", form, StringComparison.Ordinal);
        Assert.Contains(
            number,
            await training.App.Client(null).GetStringAsync($"/verify?number={number}&lang=tk"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_says_expired_revoked_and_replaced_and_never_why_it_was_revoked()
    {
        var (_, expired) = await training.GivenACertificateAsync("treatnet-family");
        Assert.Equal("expired", (await CheckAsync(expired))["status"]!.GetValue<string>());

        var (_, revoked) = await training.GivenACertificateAsync();
        await PostAsync($"/certificates/{revoked}/revoke", new { reason = "misconduct", text = "x" });
        var answer = await CheckAsync(revoked);
        Assert.Equal("revoked", answer["status"]!.GetValue<string>());
        Assert.DoesNotContain("misconduct", answer.ToJsonString(), StringComparison.Ordinal);

        var (_, wrong) = await training.GivenACertificateAsync(name: "Ogulgerek Anaberdiýewa");
        var corrected = await PostAsync($"/certificates/{wrong}/correct", new { name = "Ogulgerek Annaberdiýewa", reason = "Misspelt." });
        var next = (await corrected.JsonAsync())["number"]!.GetValue<string>();
        var old = await CheckAsync(wrong);
        Assert.Equal(("replaced", next), (old["status"]!.GetValue<string>(), old["replacedBy"]!.GetValue<string>()));
        Assert.Equal("Ogulgerek Anaberdiýewa", old["holder"]!.GetValue<string>()); // what was issued never changes
        Assert.Equal("Ogulgerek Annaberdiýewa", (await CheckAsync(next))["holder"]!.GetValue<string>());
    }

    private Task<HttpResponseMessage> PostAsync(string path, object body) =>
        training.Organizer.CreateAsync(TrainingFixture.Root + path, body);

    private async Task<JsonNode> CheckAsync(string number, string language = "en")
    {
        var client = training.App.Client(null);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return (await client.GetFromJsonAsync<JsonNode>($"/verify/{number}"))!;
    }

    private Task<string> PageAsync(string number, string language) =>
        training.App.Client(null).GetStringAsync($"/verify/{number}?lang={language}");
}
