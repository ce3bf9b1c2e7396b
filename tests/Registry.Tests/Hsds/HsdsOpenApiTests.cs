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

    [Theory]
    [InlineData("services")]
    [InlineData("organizations")]
    [InlineData("service_at_locations")]
    [InlineData("taxonomies")]
    [InlineData("taxonomy_terms")]
    public async Task A_list_is_described_with_the_parameters_that_it_takes_and_no_others(string list)
    {
        var good = new Dictionary<string, string>
        {
            ["page"] = "1",
            ["per_page"] = "200",
            ["format"] = "json",
            ["search"] = "a",
            ["modified_after"] = "2021-11-24",
            ["organization_id"] = $"{Guid.NewGuid()}",
            ["taxonomy_term_id"] = $"{Guid.NewGuid()}",
            ["taxonomy_id"] = $"{Guid.NewGuid()}",
            ["full"] = "true",
        };
        var document = await (await app.Client(null).GetAsync("/openapi/v1.json")).JsonAsync();
        var parameters = document["paths"]![$"/hsds/{list}"]!["get"]!["parameters"]!
            .AsArray()
            .ToDictionary(parameter => parameter!["name"]!.GetValue<string>(), parameter => parameter!["schema"]!);

        foreach (var (name, value) in good)
        {
            var answer = await app.Client("registry.read").GetAsync($"/hsds/{list}?{name}={value}");
            Assert.True(parameters.ContainsKey(name) == answer.IsSuccessStatusCode, $"{name}: {answer.StatusCode}");
        }

        Assert.Empty(parameters.Keys.Except(good.Keys));
        Assert.Equal(
            """{"maximum":200,"minimum":1,"type":"integer","format":"int32","default":50}""",
            parameters["per_page"].ToJsonString()
        );
        Assert.Equal(("integer", 1), (parameters["page"]["type"]!.GetValue<string>(), parameters["page"]["minimum"]!.GetValue<int>()));
    }
}
