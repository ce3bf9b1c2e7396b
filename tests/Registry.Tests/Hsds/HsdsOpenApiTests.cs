using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

public sealed class HsdsOpenApiTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task The_hsds_lists_are_described_by_hsds_own_names()
    {
        var document = await (await app.Client(null).GetAsync("/openapi/v1.json")).JsonAsync();

        var list = document["paths"]!["/hsds/services"]!["get"]!;
        var parameters = list["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()).ToList();
        Assert.Contains("taxonomy_term_id", parameters);
        Assert.Contains("modified_after", parameters);
        var service = document["components"]!["schemas"]!["HsdsService"]!["properties"]!.AsObject();
        Assert.Contains("eligibility_description", service);
        Assert.Contains("service_at_locations", service);
        Assert.NotNull(document["paths"]!["/api/v1/registry/changes"]);
        Assert.NotNull(document["paths"]!["/api/v1/registry/sites.csv"]);
    }
}
