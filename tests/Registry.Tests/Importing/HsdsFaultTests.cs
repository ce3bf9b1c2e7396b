using System.Text.Json.Nodes;
using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Files;
using SocialServices.ServiceDefaults.Exchange;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>HSDS files in which a member is not what HSDS has there.</summary>
public sealed class HsdsFaultTests(SmallFilesApp app) : IClassFixture<SmallFilesApp>
{
    [Theory]
    [InlineData("$.name", "1", "1", 2)]
    [InlineData("$.name", "\"\\ud800\"", "\\ud800", 2)]
    [InlineData("$.organization", "[]", "[]", 2)]
    [InlineData("$.organization.organization_identifiers[0].identifier", "{\"a\":1}", "\"{\"\"a\"\":1}\"", 2)]
    [InlineData("$.capacities[0].maximum", "\"many\"", "many", 2)]
    [InlineData("$.service_at_locations", "\"none\"", "none", 1)]
    [InlineData("$.service_at_locations[0]", "null", "", 1)]
    [InlineData("$.service_at_locations[0]", "7", "7", 1)]
    [InlineData("$.service_at_locations[0].location.latitude", "\"n/a\"", "n/a", 1)]
    [InlineData("$.service_at_locations[1].attributes[2].value", "false", "false", 1)]
    [InlineData("$.service_at_locations[1].description", "\"a\\ud800\"", "a\\ud800", 1)]
    public async Task What_has_a_wrong_type_is_rejected_with_its_path_and_the_others_are_taken(
        string path,
        string value,
        string shown,
        int rows
    )
    {
        var name = $"{path}{value}".GetHashCode(StringComparison.Ordinal).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        var file = new JsonArray(Service(name, 1, 2), Set(Service(name, 3, 4), path), Service(name, 5, 6))
            .ToJsonString()
            .Replace("\"WRONG\"", value, StringComparison.Ordinal);

        var import = await app.Office().ImportAsync(file, type: "application/json");

        import.AssertRows(created: path.EndsWith("locations", StringComparison.Ordinal) ? 4 : 6 - rows, rejected: rows);
        var line = path.Contains("[1]", StringComparison.Ordinal) ? 4 : 3;
        var reason = value is "null" ? "There is nothing." : $"{path} is not what HSDS has there.";
        Assert.Equal(Enumerable.Range(line, rows).Select(at => $"{at},row,{reason},{shown}"), await app.Office().FindingsAsync(import));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"\\ud800\":1,\"name\":1}")]
    [InlineData("{\"\\ud800 and a name that is longer than any of HSDS\":1,\"name\":1}")]
    public async Task What_is_no_service_at_all_is_one_rejected_row(string service)
    {
        var name = $"none{service.Length}";

        foreach (
            var file in new[]
            {
                $"[{service},{Service(name, 1, 2).ToJsonString()}]",
                $$"""{"contents":[{{service}},{{Service(name, 1, 2).ToJsonString()}}]}""",
            }
        )
        {
            var import = await app.Office().ImportAsync(file, "dryRun=true", "application/json");

            import.AssertRows(created: 2, rejected: 1);
            Assert.StartsWith("1,row,", Assert.Single(await app.Office().FindingsAsync(import)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_is_too_large_to_be_held_is_refused_and_not_read_to_its_end()
    {
        var file = new MemoryStream();
        file.Write("{\"contents\":[\""u8);
        file.Write(Enumerable.Repeat((byte)'a', 65 * 1024 * 1024).ToArray());
        file.Position = 0;

        var refused = await Assert.ThrowsAsync<MalformedFileException>(async () =>
            await HsdsRecords.ReadAsync(file, () => 0, CancellationToken.None).FirstAsync()
        );

        Assert.StartsWith("A page of more than 64 MiB", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organization_may_have_a_status()
    {
        const string Open =
            """[{"name":"Open","status":"active","organization_identifiers":[{"identifier_type":"register-code","identifier":"open-of-hsds"}],"attributes":[{"link_type":"kind","value":"donor"}]}]""";

        (await app.Office().ImportAsync(Open, "kind=organizations", "application/json")).AssertRows(created: 1);
    }

    [Fact]
    public async Task An_organization_with_a_wrong_type_is_rejected_once_and_those_of_faulty_services_are_taken()
    {
        const string Good =
            """{"name":"Good","organization_identifiers":[{"identifier_type":"register-code","identifier":"good-of-hsds"}],"attributes":[{"link_type":"kind","value":"donor"}]}""";
        const string Bad = """{"name":"Bad","legal_status":["a"]}""";

        var import = await app.Office()
            .ImportAsync(
                $$"""[{"organization":{{Bad}}},{"name":1,"organization":{{Good}}},{"organization":{{Bad}}},{"organization":null},{"organization":3}]""",
                "kind=organizations",
                "application/json"
            );

        import.AssertRows(created: 1, rejected: 3, ignored: 1);
        Assert.Equal(
            [
                "1,row,$.organization.legal_status is not what HSDS has there.,\"[\"\"a\"\"]\"",
                "4,row,\"The service does not hold its organization: send it as the service's member organization, or by itself.\",",
                "5,row,$.organization is not what HSDS has there.,3",
            ],
            await app.Office().FindingsAsync(import)
        );
    }

    [Theory]
    [InlineData("[{\"name\":\"one\"},{\"name\":]", "behind row 0")]
    [InlineData("[{\"name\":\"one\"}", "behind row 1")]
    [InlineData("{\"contents\":7}", "$.contents")]
    public async Task What_is_broken_as_json_refuses_the_file(string file, string failure)
    {
        var import = await app.Office().ImportAsync(file, type: "application/json");

        Assert.Equal("failed", import["state"]!.GetValue<string>());
        Assert.Contains(failure, import["failure"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static JsonObject Service(string name, params int[] numbers)
    {
        var sites = numbers.Select(number => (Number: number, Id: Guid.NewGuid())).ToList();
        return new()
        {
            ["name"] = "Case management",
            ["status"] = "active",
            ["organization"] = new JsonObject { ["organization_identifiers"] = new JsonArray(new JsonObject { ["identifier"] = "nrcs" }) },
            ["capacities"] = new JsonArray([
                .. sites.Select(site => new JsonObject { ["id"] = $"{HsdsIds.Of($"capacity/{site.Id}")}", ["maximum"] = 3 }),
            ]),
            ["attributes"] = Attributes(("service-type", "case-management")),
            ["service_at_locations"] = new JsonArray([
                .. sites.Select(site => new JsonObject
                {
                    ["id"] = $"{site.Id}",
                    ["description"] = $"{name} {site.Number}",
                    ["location"] = new JsonObject { ["external_identifier"] = "TM-S" },
                    ["attributes"] = Attributes(("code", $"{name}-{site.Number}"), ("status", "active"), ("languages", "tk")),
                }),
            ]),
        };
    }

    private static JsonArray Attributes(params (string LinkType, string Value)[] attributes) =>
        [.. attributes.Select(attribute => new JsonObject { ["link_type"] = attribute.LinkType, ["value"] = attribute.Value })];

    // Puts a mark there, which becomes JSON that no JsonNode could hold.
    private static JsonObject Set(JsonObject service, string path)
    {
        JsonNode at = service;
        var steps = path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries)[1..];
        foreach (var step in steps[..^1])
        {
            at = (step[^1] == ']' ? at[step[0] - '0'] : at[step])!;
        }

        if (steps[^1] is [var digit, ']'])
        {
            at[digit - '0'] = "WRONG";
        }
        else
        {
            at[steps[^1]] = "WRONG";
        }

        return service;
    }
}
