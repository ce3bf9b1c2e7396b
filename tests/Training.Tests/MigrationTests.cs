using SocialServices.Testing;
using SocialServices.Training.Data;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class MigrationTests
{
    [Fact]
    public Task The_migrated_database_is_what_the_model_describes() => ModelMatch.AssertAsync<TrainingDb>();
}
