using System.Net;
using System.Text;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class ExportTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Export = "/api/v1/registry/sites.csv";

    [Fact]
    public async Task Sites_leave_as_csv_with_formulas_neutralised()
    {
        var body = Given.SiteBody("nrcs", capacity: 4, code: "csv-1");
        (body["name"], body["address"], body["latitude"], body["longitude"]) = (
            new
            {
                tk = "Maşgala, \"goldaw\"",
                ru = "+79",
                en = "@SUM(1)",
            },
            "=cmd|' /C calc'!A0",
            37.95,
            58.38
        );
        var opened = await app.Office().CreateAsync(RegistryApp.Sites, body);
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync());
        var id = (await opened.JsonAsync())["id"]!.GetValue<Guid>();

        var response = await app.Office().GetAsync($"{Export}?organization=nrcs&place=TM-S&status=active");

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("sites.csv", response.Content.Headers.ContentDisposition!.FileName);
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.StartsWith("id,code,organization,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            $"{id},csv-1,nrcs,families-in-difficulty,TM-S,\"Maşgala, \"\"goldaw\"\"\",'+79,'@SUM(1),'=cmd|' /C calc'!A0,37.95,58.38,active,",
            lines[1],
            StringComparison.Ordinal
        );
        Assert.EndsWith("Z,4,0,0,4,free,direct,,,,,,,,,,,,,,,,", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[^1]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task A_byte_order_mark_comes_when_asked_for()
    {
        Assert.Equal(Encoding.UTF8.GetPreamble(), (await BytesAsync("?bom=true"))[..3]);
        Assert.Equal((byte)'i', (await BytesAsync(""))[0]);

        Task<byte[]> BytesAsync(string query) => app.Client("registry.read").GetByteArrayAsync(Export + query);
    }

    [Fact]
    public async Task A_bad_filter_and_a_stranger_are_refused()
    {
        Assert.Equal(["status"], await (await app.Client("registry.read").GetAsync($"{Export}?status=open")).FieldsAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Client("registry.read").GetAsync($"{Export}?bom=perhaps")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client(null).GetAsync(Export)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client("registry.write").GetAsync(Export)).StatusCode);
    }

    [Theory]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("one\ntwo", "\"one\ntwo\"")]
    [InlineData("Ýeňme", "Ýeňme")]
    [InlineData(null, "")]
    public void A_text_is_written_so_that_it_stays_a_text(string? text, string cell) => Assert.Equal(cell, Csv.Text(text));
}
