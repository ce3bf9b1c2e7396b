using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class MigrationTests
{
    [Fact]
    public Task The_migrated_database_is_what_the_model_describes() => ModelMatch.AssertAsync<SampleDb>();
}
