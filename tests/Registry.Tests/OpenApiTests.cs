using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class OpenApiTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task Every_operation_parameter_and_body_is_described_with_an_example() =>
        Assert.Equal("", string.Join("\n", ApiDocumentation.Gaps(await (await app.Client(null).GetAsync("/openapi/v1.json")).JsonAsync())));

    [Fact]
    public async Task Every_example_is_valid_by_its_own_schema() =>
        await (await DocumentedAnswers.OfAsync(app.Client(null))).AddExamples().AssertValidAsync();

    [Fact]
    public async Task Every_operation_says_what_it_answers() => await DocumentedSuccess.AssertToldAsync(app.Client(null));

    [Fact]
    public async Task No_operation_ignores_a_query_parameter_and_HEAD_works_wherever_GET_does() =>
        Assert.Empty(await ApiConventions.FindFaultsAsync(app.Client(string.Join(' ', Scopes.All)), "/"));
}
