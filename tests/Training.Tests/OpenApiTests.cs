using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class OpenApiTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task Every_operation_describes_its_own_request()
    {
        var document = await (await training.App.Client(null).GetAsync("/openapi/v1.json")).JsonAsync();
        var course = Schema(document, document["paths"]!["/api/v1/training/courses"]!["post"]!);
        var session = Schema(document, document["paths"]!["/api/v1/training/courses/{id}/sessions"]!["post"]!);

        Assert.Contains("capacity", course["properties"]!.AsObject().Select(property => property.Key));
        Assert.Contains("topic", session["properties"]!.AsObject().Select(property => property.Key));
    }

    [Fact]
    public async Task Every_example_is_valid_by_its_own_schema() =>
        await (await DocumentedAnswers.OfAsync(training.App.Client(null))).AddExamples().AssertValidAsync();

    private static JsonNode Schema(JsonNode document, JsonNode operation)
    {
        var reference = operation["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>();
        return document["components"]!["schemas"]![reference.Split('/')[^1]]!;
    }
}
