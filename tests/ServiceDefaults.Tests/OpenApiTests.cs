using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class OpenApiTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    [Fact]
    public async Task The_document_is_3_1_and_tells_scope_and_idempotency_key()
    {
        using var client = fixture.Sample.Client(scopes: null);
        using var response = await client.GetAsync("/openapi/v1.json");

        var document = await response.JsonAsync();
        var write = document["paths"]!["/notes"]!["post"]!;

        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Equal("registry.read", (string)write["security"]![0]!["oauth2"]![0]!);
        Assert.Contains(write["parameters"]!.AsArray(), parameter => (string)parameter!["name"]! == "Idempotency-Key");
        Assert.Equal("oauth2", (string)document["components"]!["securitySchemes"]!["oauth2"]!["type"]!);
    }

    [Fact]
    public async Task The_document_says_what_the_comments_of_the_code_say()
    {
        using var client = fixture.Sample.Client(scopes: null);
        var document = await (await client.GetAsync("/openapi/v1.json")).JsonAsync();
        var schemas = document["components"]!["schemas"]!;
        var (write, list) = (document["paths"]!["/notes"]!["post"]!, document["paths"]!["/notes"]!["get"]!);

        Assert.Equal("A note to be written.", (string)schemas["SampleApiWriteNote"]!["description"]!);
        Assert.Equal("Its `title`.", (string)schemas["SampleApiNoteWritten"]!["properties"]!["title"]!["description"]!);
        Assert.Equal("How it came about; see `NoteKind`.", (string)schemas["SampleApiWriteNote"]!["properties"]!["kind"]!["description"]!);
        Assert.Contains("`field-visit`: At home.", document.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.Equal("field-visit", (string)write["requestBody"]!["content"]!["application/json"]!["example"]!["kind"]!);
        Assert.Equal("Berkararlyk", (string)list["responses"]!["200"]!["content"]!["application/json"]!["example"]!["items"]![0]!["title"]!);
        Assert.Equal("1 to 200, 50 when not given.", (string)list["parameters"]!.AsArray().Single(p => (string)p!["name"]! == "limit")!["description"]!);
        Assert.All(
            [400, 401, 403],
            status => Assert.Equal(status, (int)write["responses"]![$"{status}"]!["content"]!["application/problem+json"]!["example"]!["status"]!));
    }
}
