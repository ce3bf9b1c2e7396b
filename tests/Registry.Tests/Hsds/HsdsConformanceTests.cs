using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Registry.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

public sealed class HsdsConformanceTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly HsdsSchemas schemas = new();
    private readonly HashSet<string> checkedRoutes = [];

    [Fact]
    public async Task Every_answer_is_valid_against_the_published_schemas()
    {
        await app.FillWithEverythingAsync();
        var organization = HsdsIds.Of("organization/in-full");
        var need = HsdsIds.Of("taxonomy-term/needs/disability");

        schemas.Add("/hsds", "entrance", await ReadAsync("/hsds", "/hsds/"));
        foreach (var language in new[] { "en", "tk", "ru" })
        {
            await CheckAsync("services", "service_list", "service", language);
            await CheckAsync("organizations", "organization_list", "organization", language);
            await CheckAsync("service_at_locations", "service_at_location_list", "service_at_location", language);
            await CheckAsync("taxonomies", "taxonomy", "taxonomy", language);
            await CheckAsync("taxonomy_terms", "taxonomy_term", "taxonomy_term", language);
        }

        foreach (var list in new[] { "services", "service_at_locations", "organizations" })
        {
            var schema = list.TrimEnd('s');
            await CheckPageAsync(list, $"{schema}_list", "per_page=2&page=2");
            await CheckPageAsync(list, $"{schema}_list", "page=1000", isEmpty: true);
            await CheckPageAsync(list, $"{schema}_list", "search=full");
            await CheckPageAsync(list, $"{schema}_list", "search=nothing-has-this-name", isEmpty: true);
            await CheckPageAsync(list, $"{schema}_list", "modified_after=2021-01-01");
            await CheckPageAsync(list, $"{schema}_list", $"taxonomy_term_id={need}");
            await CheckPageAsync(list, $"{schema}_list", $"taxonomy_id={HsdsIds.Of("taxonomy/needs")}");
        }

        foreach (var list in new[] { "services", "service_at_locations" })
        {
            await CheckPageAsync(list, list.TrimEnd('s'), "full=true&per_page=200");
            await CheckPageAsync(list, $"{list.TrimEnd('s')}_list", "full=false");
        }

        await CheckPageAsync("services", "service_list", $"organization_id={organization}&format=json");
        await CheckPageAsync("service_at_locations", "service_at_location_list", $"organization_id={organization}&taxonomy_term_id={need}");
        await CheckPageAsync("taxonomies", "taxonomy", "search=needs");
        await CheckPageAsync("taxonomy_terms", "taxonomy_term", $"taxonomy_id={HsdsIds.Of("taxonomy/needs")}&per_page=3&page=2");
        await CheckPageAsync("taxonomy_terms", "taxonomy_term", "search=nothing-has-this-name", isEmpty: true);
        foreach (var service in (await ReadAsync("/hsds/export.json", "/hsds/export.json")).AsArray())
        {
            schemas.Add($"{service!["id"]} in the export", "service", service);
        }

        foreach (var said in (await ReadAsync("/hsds/organizations/export.json", "/hsds/organizations/export.json")).AsArray())
        {
            schemas.Add($"{said!["id"]} in the export of organizations", "organization", said);
        }

        await schemas.AssertValidAsync();
        Assert.Equal(RoutesOfHsds(), checkedRoutes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_entrance_names_the_version_and_where_the_api_is_described()
    {
        var entrance = await ReadAsync("/hsds", "/hsds/");

        Assert.Equal("3.1", entrance["version"]!.GetValue<string>());
        Assert.Equal(new Uri(new Uri(app.Issuer.Authority), "/openapi/v1.json").ToString(), entrance["openapi_url"]!.GetValue<string>());
        Assert.True(Uri.TryCreate(entrance["profile"]!.GetValue<string>(), UriKind.Absolute, out _));
    }

    private IEnumerable<string> RoutesOfHsds() =>
        app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimEnd('/'))
            .Where(route => route.StartsWith("/hsds", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    // The list, and each of its items by itself.
    private async Task CheckAsync(string list, string listSchema, string schema, string language)
    {
        foreach (var item in await CheckPageAsync(list, listSchema, "per_page=200", language))
        {
            var path = $"/hsds/{list}/{item!["id"]}";
            schemas.Add($"{path} in {language}", schema, await ReadAsync($"/hsds/{list}/{{id:guid}}", path, language));
        }
    }

    private async Task<JsonArray> CheckPageAsync(string list, string schema, string query, string language = "en", bool isEmpty = false)
    {
        var page = await ReadAsync($"/hsds/{list}", $"/hsds/{list}?{query}", language);
        var contents = page["contents"]!.AsArray();
        Assert.True(contents.Count == 0 == isEmpty, $"{list}?{query}: {contents.Count} items");
        schemas.Add($"{list}?{query} in {language}", $"{schema}#list", page);
        return contents;
    }

    private async Task<JsonNode> ReadAsync(string route, string path, string language = "en")
    {
        checkedRoutes.Add(route);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language } } };
        var response = await app.Client("registry.read").SendAsync(request);
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.JsonAsync();
    }
}
