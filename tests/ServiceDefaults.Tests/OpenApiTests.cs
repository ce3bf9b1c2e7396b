using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.OpenApi;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class OpenApiTests(SampleFixture fixture, LibraryFixture library)
    : IClassFixture<SampleFixture>,
        IClassFixture<LibraryFixture>
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
        Assert.Contains(
            "`field-visit`: At home.",
            document.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            StringComparison.Ordinal
        );
        Assert.Equal("field-visit", (string)write["requestBody"]!["content"]!["application/json"]!["example"]!["kind"]!);
        Assert.Equal(
            "Berkararlyk",
            (string)list["responses"]!["200"]!["content"]!["application/json"]!["example"]!["items"]![0]!["title"]!
        );
        Assert.Equal(
            "1 to 200, 50 when not given.",
            (string)list["parameters"]!.AsArray().Single(p => (string)p!["name"]! == "limit")!["description"]!
        );
        Assert.All(
            [401, 403],
            status =>
                Assert.Equal(status, (int)write["responses"]![$"{status}"]!["content"]!["application/problem+json"]!["example"]!["status"]!)
        );
        Assert.Equal(
            ["malformed-request", "invalid-fields", "idempotency-key-required"],
            write["responses"]!["400"]!["content"]!["application/problem+json"]!["examples"]!.AsObject().Select(example => example.Key)
        );
    }

    [Fact]
    public async Task An_entity_tag_is_told_where_it_is_answered_and_where_it_is_wanted()
    {
        using var client = library.Sample.Client(scopes: null);
        var document = await (await client.GetAsync("/openapi/v1.json")).JsonAsync();
        var (book, file) = (document["paths"]!["/books/{code}"]!, document["paths"]!["/books/{code}/file"]!);
        var wanted = book["put"]!["parameters"]!.AsArray().Single(parameter => (string?)parameter!["name"] == "If-Match")!;

        Assert.Equal("string", (string?)book["get"]!["responses"]!["200"]!["headers"]!["ETag"]!["schema"]!["type"]);
        Assert.Equal("\"5713\"", (string?)book["put"]!["responses"]!["200"]!["headers"]!["ETag"]!["example"]);
        Assert.Null(file["get"]!["responses"]!["200"]!["headers"]);
        Assert.Equal("string", (string?)wanted["schema"]!["type"]);
        Assert.Equal("\"5713\"", (string?)wanted["example"]);
        Assert.True((bool?)wanted["required"]);
        Assert.Contains("The ETag of the last answer", (string?)wanted["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_example_and_every_problem_is_valid_by_its_own_schema()
    {
        var answers = (await DocumentedAnswers.OfAsync(fixture.Sample.Client(scopes: null))).AddExamples();
        await answers.AddAsync(await fixture.Sample.Client("registry.read").GetAsync("/notes?limit=0"));
        await answers.AddAsync(await fixture.Sample.Client(scopes: null).GetAsync("/notes"));

        await answers.AssertValidAsync();
    }

    [Fact]
    public async Task What_may_be_absent_is_required_only_where_it_is_sent()
    {
        var (sent, answered) = (Note(), Note());
        await new AbsentMembers().TransformAsync(Document(sent, answered), null!, CancellationToken.None);

        Assert.Equal(["text", "title"], sent.Required!.Order());
        Assert.Equal(["title"], answered.Required!);
        var both = Note();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new AbsentMembers().TransformAsync(Document(both, both), null!, CancellationToken.None)
        );
        Assert.Contains("text", refused.Message, StringComparison.Ordinal);

        static OpenApiSchema Note() =>
            new()
            {
                Required = new HashSet<string> { "title", "text" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    ["text"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
                },
            };

        static OpenApiDocument Document(OpenApiSchema sent, OpenApiSchema answered)
        {
            var operation = new OpenApiOperation
            {
                RequestBody = new OpenApiRequestBody { Content = Json(sent) },
                Responses = new() { ["200"] = new OpenApiResponse { Content = Json(new OpenApiSchema { Items = answered }) } },
            };
            return new() { Paths = new() { ["/notes"] = new OpenApiPathItem { Operations = new() { [HttpMethod.Post] = operation } } } };
        }

        static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema) =>
            new() { ["application/json"] = new() { Schema = schema } };
    }
}
