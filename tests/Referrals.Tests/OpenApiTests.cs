using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Referrals.Tests;

public sealed class OpenApiTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task Every_example_is_valid_by_its_own_schema() =>
        await (await DocumentedAnswers.OfAsync(app.Service.Client(null))).AddExamples().AssertValidAsync();
}
