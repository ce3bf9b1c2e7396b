using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Referrals.Tests;

public sealed class OpenApiTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task Every_operation_parameter_and_body_is_described_with_an_example() =>
        Assert.Equal(
            "",
            string.Join("\n", ApiDocumentation.Gaps(await (await app.Service.Client(null).GetAsync("/openapi/v1.json")).JsonAsync()))
        );

    [Fact]
    public async Task Every_example_is_valid_by_its_own_schema() =>
        await (await DocumentedAnswers.OfAsync(app.Service.Client(null))).AddExamples().AssertValidAsync();

    [Fact]
    public async Task Every_operation_says_what_it_answers() => await DocumentedSuccess.AssertToldAsync(app.Service.Client(null));

    [Fact]
    public async Task Files_and_pages_are_told_with_their_media_types()
    {
        var paths = (await (await app.Service.Client(null).GetAsync("/openapi/v1.json")).JsonAsync())["paths"]!;

        Assert.Equal(["application/vnd.ms-excel", "text/csv"], Types(paths["/api/v1/referrals/cases/import"]!["post"]!["requestBody"]));
        Assert.Equal(["text/csv"], Types(Answer("cases/export")));
        Assert.Equal(["application/json", "text/html"], Types(Answer("service-users/{id}/sharing")));
        Assert.Equal(["application/pdf", "image/jpeg", "image/png"], Types(Answer("attachments/{id}")));
        Assert.Equal(["application/pdf", "image/jpeg", "image/png"], Types(Answer("consents/{id}/signature")));

        JsonNode? Answer(string path) => paths[$"/api/v1/referrals/{path}"]!["get"]!["responses"]!["200"];

        static IEnumerable<string> Types(JsonNode? body) => body!["content"]!.AsObject().Select(type => type.Key).Order();
    }

    [Fact]
    public async Task No_operation_ignores_a_query_parameter_and_HEAD_works_wherever_GET_does() =>
        Assert.Empty(await ApiConventions.FindFaultsAsync(app.Service.Client(string.Join(' ', Scopes.All)), "/"));
}
