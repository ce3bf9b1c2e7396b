using System.Net;
using System.Net.Http.Json;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class AssuranceTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    private readonly SampleApp sample = fixture.Sample;
    private readonly Guid worker = Guid.CreateVersion7();

    [Theory]
    [InlineData("/notes/mine/01930000-0000-7000-8000-000000000000", null, 403)]
    [InlineData("/notes/mine/01930000-0000-7000-8000-000000000000", Assurance.Asserted, 200)]
    [InlineData("/notes/mine/01930000-0000-7000-8000-000000000000", Assurance.Authenticated, 200)]
    [InlineData("/notes/sealed", null, 403)]
    [InlineData("/notes/sealed", Assurance.Asserted, 403)]
    [InlineData("/notes/sealed", Assurance.Authenticated, 200)]
    public async Task An_endpoint_that_asks_for_a_person_gets_one_with_enough_assurance(string path, Assurance? assurance, int status)
    {
        using var client = sample.Client(person: assurance is { } known ? new(worker, known) : null);

        using var response = await client.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        if (status is 403)
        {
            Assert.Equal("urn:socialservices:problem:person-required", (string?)(await response.JsonAsync())["type"]);
        }
    }

    [Fact]
    public async Task A_system_does_not_learn_that_a_strangers_record_exists()
    {
        using var client = sample.Client();

        using var response = await client.GetAsync($"/notes/mine/{SampleApi.OfAStranger}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_handler_knows_person_client_purpose_and_token()
    {
        using var client = sample.Client(clientId: "agency", person: new(worker, Assurance.Authenticated, Purposes.Referral));

        var who = await client.GetFromJsonAsync<SampleApi.Who>("/notes/sealed");

        Assert.Equal(new SampleApi.Who("agency", worker, "referral", "Authenticated", who!.Token), who);
        Assert.NotEmpty(who.Token!);
    }

    [Fact]
    public async Task Another_person_of_the_same_client_does_not_get_a_stored_answer()
    {
        using var first = sample.Client(person: new(worker));
        using var second = sample.Client(person: new(Guid.CreateVersion7()));
        var note = new SampleApi.WriteNote($"{Guid.NewGuid():n}"[..20], "Text");
        var key = Guid.NewGuid().ToString();

        using var written = await first.PostAsync("/notes", note, key);
        using var repeated = await first.PostAsync("/notes", note, key);
        using var other = await second.PostAsync("/notes", note, key);

        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        Assert.Equal(await written.Content.ReadAsStringAsync(), await repeated.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }
}
