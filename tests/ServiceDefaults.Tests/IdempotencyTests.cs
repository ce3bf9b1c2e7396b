using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class IdempotencyTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    private readonly SampleApp sample = fixture.Sample;

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_creates_nothing()
    {
        using var client = sample.Client();

        using var first = await client.PostAsync("/notes", new { title = "replayed", text = "t" }, "key-1");
        using var second = await client.PostAsync("/notes", new { title = "replayed", text = "t" }, "key-1");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(1, await sample.InDatabaseAsync(db => db.Notes.CountAsync(note => note.Title == "replayed")));
    }

    [Fact]
    public async Task Of_twenty_simultaneous_requests_with_one_key_one_creates_and_all_get_its_answer()
    {
        using var client = sample.Client();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async _ =>
                {
                    using var response = await client.PostAsync("/notes", new { title = "simultaneous", text = "t" }, "key-2");
                    return (response.StatusCode, Body: await response.Content.ReadAsStringAsync());
                })
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
        Assert.Equal(1, await sample.InDatabaseAsync(db => db.Notes.CountAsync(note => note.Title == "simultaneous")));
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_request_is_refused()
    {
        using var client = sample.Client();
        using var first = await client.PostAsync("/notes", new { title = "one", text = "t" }, "key-3");

        using var second = await client.PostAsync("/notes", new { title = "two", text = "t" }, "key-3");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Equal(["Idempotency-Key"], await second.FieldsAsync());
        Assert.Equal(0, await sample.InDatabaseAsync(db => db.Notes.CountAsync(note => note.Title == "two")));
    }

    [Fact]
    public async Task The_same_key_of_another_client_is_another_key()
    {
        using var one = sample.Client(clientId: "one");
        using var other = sample.Client(clientId: "other");

        using var first = await one.PostAsync("/notes", new { title = "of one", text = "t" }, "key-4");
        using var second = await other.PostAsync("/notes", new { title = "of the other", text = "t" }, "key-4");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task A_refused_request_changes_nothing_and_leaves_its_key_free()
    {
        using var client = sample.Client();
        using var taken = await client.PostAsync("/notes", new { title = "taken", text = "t" }, "key-5");
        using var refused = await client.PostAsync("/notes", new { title = "taken", text = "t" }, "key-6");

        using var corrected = await client.PostAsync("/notes", new { title = "not taken", text = "t" }, "key-6");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("this key is longer than the hundred characters that are allowed: 0123456789012345678901234567890123456789")]
    public async Task A_request_without_a_usable_key_is_refused_and_told_which_header(string? key)
    {
        using var client = sample.Client();

        using var response = await client.PostAsync("/notes", new { title = "without key", text = "t" }, key);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["Idempotency-Key"], await response.FieldsAsync());
    }

    [Fact]
    public async Task The_stored_answer_cannot_be_read_in_the_database()
    {
        using var client = sample.Client();
        using var response = await client.PostAsync("/notes", new { title = "Aýna", text = "t" }, "key-7");

        var stored = await sample.InDatabaseAsync(db =>
            db.IdempotencyKeys.Where(key => key.Key == "key-7").Select(key => key.Answer!).SingleAsync()
        );

        Assert.DoesNotContain("Aýna", System.Text.Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
    }
}
