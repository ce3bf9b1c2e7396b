using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Reporting.Tests;

public sealed class OpenApiTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    [Fact]
    public async Task Every_example_is_valid_by_its_own_schema() =>
        await (await DocumentedAnswers.OfAsync(app.Client(null))).AddExamples().AssertValidAsync();
}
