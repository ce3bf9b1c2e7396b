using System.Net;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

/// <summary>What happens when the registry does not answer. A fixture per test: they take the registry away.</summary>
public sealed class RegistryPeerTests : IAsyncLifetime
{
    private readonly TrainingFixture training = new();

    public ValueTask InitializeAsync() => training.InitializeAsync();

    public ValueTask DisposeAsync() => training.DisposeAsync();

    [Fact]
    public async Task When_the_registry_is_away_nothing_changes_and_the_caller_may_try_again()
    {
        var course = await training.GivenACourseAsync();
        var worker = training.Registry.Knows();
        await training.Registry.DisposeAsync();

        await UnavailableAsync(await training.NothingChangesAsync(() => training.EnrolAsync(course, worker)));
        await UnavailableAsync(
            await training.NothingChangesAsync(() => training.Organizer.CreateAsync($"{TrainingFixture.Root}/courses", training.ACourse()))
        );
        Assert.Equal(HttpStatusCode.OK, (await training.App.Client(null).GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task A_registry_that_hangs_is_given_up_after_the_deadline_and_answers_the_same_request_later()
    {
        var course = await training.GivenACourseAsync();
        var (path, key, body) = (
            $"{TrainingFixture.Root}/courses/{course}/enrolments",
            Guid.NewGuid().ToString(),
            new { workerId = training.Registry.Knows(), organization = "nrcs" }
        );
        training.Registry.Hangs = true;
        var calls = training.Registry.Calls;

        await UnavailableAsync(await training.NothingChangesAsync(() => training.ClientOf("nrcs").PostAsync(path, body, key)));
        Assert.Equal(1, training.Registry.Calls - calls); // given up, not asked again

        training.Registry.Hangs = false;
        Assert.Equal(HttpStatusCode.Created, (await training.ClientOf("nrcs").PostAsync(path, body, key)).StatusCode);
    }

    private static async Task UnavailableAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("urn:socialservices:problem:peer-unavailable", (await response.JsonAsync())["type"]!.GetValue<string>());
    }
}
