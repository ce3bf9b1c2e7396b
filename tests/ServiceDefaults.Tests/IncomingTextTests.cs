using System.Net.Http.Json;
using System.Text;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>Texts are composed (NFC) and times are Ashgabat's from the moment they come in.</summary>
public sealed class IncomingTextTests(LibraryFixture fixture) : IClassFixture<LibraryFixture>
{
    private const string Composed = "Aşgabat, köçe Görogly, й";
    private static readonly string Decomposed = Composed.Normalize(NormalizationForm.FormD);
    private readonly HttpClient client = fixture.Sample.Client();

    [Fact]
    public async Task A_text_of_a_body_is_composed()
    {
        var written = await WriteAsync(new { author = Decomposed });

        Assert.Equal(Composed, written["author"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_text_of_the_address_is_composed()
    {
        var found = await (
            await client.GetAsync($"/books?author={Uri.EscapeDataString("Gara\u0301\u0301".Normalize(NormalizationForm.FormD))}")
        ).JsonAsync();
        var code = Uri.EscapeDataString(Decomposed);

        Assert.Equal("Gar\u00e1\u0301", found["author"]!.GetValue<string>());
        Assert.Equal($"\"{Composed}\"", await client.GetStringAsync($"/books/{code}/free"));
    }

    [Theory]
    [InlineData("Ordinary")]
    [InlineData("Aşgabat")]
    [InlineData("")]
    public void A_text_that_is_composed_or_broken_stays_as_it_is(string text)
    {
        Assert.Same(text, NormalText.Of(text));
    }

    [Fact]
    public void A_text_with_half_a_character_stays_for_the_rules_to_refuse()
    {
        const string Broken = "half \ud83d of a character and s\u0327";

        Assert.Same(Broken, NormalText.Of(Broken));
    }

    [Theory]
    [InlineData("2021-11-28T22:00:00", "2021-11-28T17:00:00Z")]
    [InlineData("2021-11-28T22:00", "2021-11-28T17:00:00Z")]
    [InlineData("2021-11-28", "2021-11-27T19:00:00Z")]
    [InlineData("2021-11-28T22:00:00+05:00", "2021-11-28T17:00:00Z")]
    [InlineData("2021-11-28T22:00Z", "2021-11-28T22:00:00Z")]
    [InlineData("2021-11-28T22:00:00.123456789Z", "2021-11-28T22:00:00.1234567Z")]
    [InlineData("2021-11-28T22:00:00-03:00", "2021-11-29T01:00:00Z")]
    public async Task A_time_without_an_offset_is_Ashgabats(string sent, string meant)
    {
        var written = await WriteAsync(new { author = "a", borrowedAt = sent });

        Assert.Equal(
            DateTimeOffset.Parse(meant, System.Globalization.CultureInfo.InvariantCulture),
            written["borrowedAt"]!.GetValue<DateTimeOffset>()
        );
    }

    [Theory]
    [InlineData("\"28.11.2021\"")]
    [InlineData("\"2021-11-28 22:00\"")]
    [InlineData("\"22:00\"")]
    [InlineData("\"\"")]
    [InlineData("1638115200")]
    [InlineData("\"0001-01-01T00:00:00\"")]
    public async Task What_is_no_time_is_refused_by_its_name(string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/books/{Guid.NewGuid():n}")
        {
            Content = new StringContent($$"""{"author":"a","borrowedAt":{{json}}}""", Encoding.UTF8, "application/json"),
        };

        using var response = await client.SendAsync(request);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(["borrowedAt"], await response.FieldsAsync());
    }

    [Fact]
    public void Clocks_in_Ashgabat_are_five_hours_ahead()
    {
        Assert.Equal(new DateTimeOffset(2021, 11, 28, 17, 0, 0, TimeSpan.Zero), Ashgabat.Instant(new DateTime(2021, 11, 28, 22, 0, 0)));
    }

    private async Task<System.Text.Json.Nodes.JsonNode> WriteAsync(object book)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/books/{Guid.NewGuid():n}") { Content = JsonContent.Create(book) };
        request.Headers.Add("If-Match", "*");
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }
}
