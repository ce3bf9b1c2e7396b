using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed partial class ApiDocsTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task One_document_describes_every_service_that_answers()
    {
        var document = await DocumentAsync(gateway.App);

        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToList();
        Assert.Contains("/api/v1/registry/items", paths);
        Assert.Contains("/api/v1/referrals/items", paths);
        Assert.Contains("/oauth/token", paths);
        Assert.Contains("/api/v1/gateway/clients", paths);
        Assert.DoesNotContain("/health", paths);
        Assert.Equal(["training", "reporting"], document["x-unavailable"]!.AsArray().Select(area => area!.GetValue<string>()));
        Assert.Equal(GatewayApp.OwnUrl, document["servers"]!.AsArray().Single()!["url"]!.GetValue<string>());
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);

        var flow = document["components"]!["securitySchemes"]!["oauth2"]!["flows"]!["clientCredentials"]!;
        Assert.Equal(GatewayApp.OwnUrl + "/oauth/token", flow["tokenUrl"]!.GetValue<string>());
        Assert.Equal(ServiceDefaults.Access.Scopes.All, flow["scopes"]!.AsObject().Select(scope => scope.Key));
    }

    [Fact]
    public async Task Components_of_two_services_with_the_same_name_stay_apart()
    {
        var schemas = (await DocumentAsync(gateway.App))["components"]!["schemas"]!;

        Assert.Equal("#/components/schemas/registry.Kind", schemas["registry.Item"]!["properties"]!["kind"]!["$ref"]!.GetValue<string>());
        Assert.Equal(
            "#/components/schemas/registry.Item/properties/kind",
            schemas["registry.Item"]!["properties"]!["kind_of_parent"]!["$ref"]!.GetValue<string>()
        );
        Assert.Equal(
            "#/components/schemas/referrals.Kind",
            schemas["referrals.Item"]!["discriminator"]!["mapping"]!["k"]!.GetValue<string>()
        );
        Assert.Equal("referrals", schemas["referrals.Kind"]!["enum"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_use_case_has_schemas_of_its_own()
    {
        var document = await DocumentAsync(gateway.App);

        Assert.Contains(
            "access_token",
            document["components"]!["schemas"]!["gateway.IssueTokenResponse"]!["properties"]!.AsObject().Select(property => property.Key)
        );
        Assert.Contains(
            "secret",
            document["components"]!["schemas"]!["gateway.CreateClientResponse"]!["properties"]!.AsObject().Select(property => property.Key)
        );
        Assert.Equal(
            "#/components/schemas/gateway.CreateClientRequest",
            document["paths"]!["/api/v1/gateway/clients"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]![
                "$ref"
            ]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task The_document_is_valid()
    {
        var document = await DocumentAsync(gateway.App);

        var operations = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => operation.Value!["operationId"]!.GetValue<string>())
            .ToList();
        Assert.Equal(operations.Distinct(), operations);
        foreach (var reference in References(document))
        {
            Assert.True(Resolves(document, reference), $"{reference} leads nowhere.");
        }

        var read = OpenApiDocument.Parse(document.ToJsonString(), "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task What_the_gateway_answers_whatever_the_operation_is_described_once()
    {
        var document = await DocumentAsync(gateway.App);
        var (forwarded, own) = (Responses("/api/v1/registry/items"), Responses("/api/v1/gateway/clients"));

        Assert.All(
            ["429", "502", "503", "504"],
            status => Assert.StartsWith("#/components/responses/", forwarded[status]!["$ref"]!.GetValue<string>(), StringComparison.Ordinal)
        );
        Assert.NotNull(own["429"]);
        Assert.Null(own["502"]);
        Assert.Equal("#/components/responses/FhirServiceTooSlow", Responses("/fhir/referrals")["504"]!["$ref"]!.GetValue<string>());

        JsonNode Responses(string path) => document["paths"]![path]!["get"]!["responses"]!;
    }

    [Fact]
    public async Task Every_example_is_valid_by_its_own_schema() =>
        await (await DocumentedAnswers.OfAsync(gateway.App.Anonymous())).AddExamples().AssertValidAsync();

    [Fact]
    public async Task The_docs_page_loads_nothing_from_elsewhere_and_runs_only_its_own_script()
    {
        using var http = gateway.App.Anonymous();

        using var page = await http.GetAsync("/docs");
        var html = await page.Content.ReadAsStringAsync();
        var files = LinkedFile().Matches(html).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains(files, file => file.EndsWith("scalar.js", StringComparison.Ordinal));
        Assert.All(files, file => Assert.DoesNotContain("//", file, StringComparison.Ordinal));
        foreach (var file in files)
        {
            using var response = await http.GetAsync(new Uri(page.RequestMessage!.RequestUri!, file));
            Assert.True(response.IsSuccessStatusCode, $"{file}: {response.StatusCode}");
        }

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.All(Script().Matches(html), script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        Assert.Contains("openapi/v1.json", html, StringComparison.Ordinal);

        using var again = await http.GetAsync("/docs");
        Assert.DoesNotContain(nonce, again.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex LinkedFile();

    [GeneratedRegex("script-src 'self' 'nonce-([^']{20,})'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    internal static async Task<JsonObject> DocumentAsync(GatewayApp app)
    {
        using var http = app.Anonymous();
        return (await (await http.GetAsync("/openapi/v1.json")).JsonAsync()).AsObject();
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(member =>
                member is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(member.Value)
            ),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };

    private static bool Resolves(JsonNode document, string reference)
    {
        var node = document;
        foreach (var step in reference.Split('/').Skip(1))
        {
            node = (node as JsonObject)?[step]!;
        }

        return node is not null;
    }
}
