using SocialServices.Gateway.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class MigrationTests
{
    [Fact]
    public Task The_migrated_database_is_what_the_model_describes() => ModelMatch.AssertAsync<GatewayDb>();
}
