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
}
