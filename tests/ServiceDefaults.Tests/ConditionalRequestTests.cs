using System.Net;
using System.Net.Http.Json;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>RFC 9110: If-Match, If-None-Match and HEAD.</summary>
public sealed class ConditionalRequestTests(LibraryFixture fixture) : IClassFixture<LibraryFixture>
{
    private readonly HttpClient client = fixture.Sample.Client();
    private readonly string book = $"/books/{Guid.NewGuid():n}";

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("\"7-0123456789abcdef\"")]
    [InlineData("\"6\", \"7\"")]
    [InlineData("\"of another service\",\"7\"")]
    [InlineData("W/\"6\", \"7\"")]
    [InlineData("*")]
    public async Task A_change_is_made_when_one_of_the_tags_is_that_of_the_record(string ifMatch)
    {
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(ifMatch)).StatusCode);
    }

    [Theory]
    [InlineData("\"6\"")]
    [InlineData("W/\"7\"")] // the comparison is strong
    [InlineData("\"abc\"")]
    [InlineData("\"6\", \"8\"")]
    [InlineData("\"07x\"")]
    public async Task A_change_is_refused_as_outdated_when_no_tag_is_that_of_the_record(string ifMatch)
    {
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await ChangeAsync(ifMatch)).StatusCode);
    }

    [Fact]
    public async Task A_change_without_a_tag_is_refused()
    {
        var response = await ChangeAsync(null);

        Assert.Equal(HttpStatusCode.PreconditionRequired, response.StatusCode);
        Assert.Equal(["If-Match"], await response.FieldsAsync());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"7")]
    [InlineData("\"6\" \"7\"")]
    public async Task What_is_no_list_of_tags_is_refused_by_the_name_of_the_header(string ifMatch)
    {
        var response = await ChangeAsync(ifMatch);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["If-Match"], await response.FieldsAsync());
    }

    [Fact]
    public async Task The_tag_of_a_read_guards_a_change_and_the_tag_of_a_change_is_that_of_the_next_read()
    {
        var read = await client.GetAsync(book);

        var changed = await ChangeAsync(read.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(read.Headers.ETag, changed.Headers.ETag);
        Assert.Equal(changed.Headers.ETag, (await client.GetAsync(book)).Headers.ETag);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")] // the comparison is weak
    [InlineData("\"other\", {0}")]
    [InlineData("*")]
    public async Task What_the_caller_has_already_is_not_sent_again(string ifNoneMatch)
    {
        var tag = (await client.GetAsync(book)).Headers.ETag!.ToString();

        var response = await ReadAsync(HttpMethod.Get, ifNoneMatch.Replace("{0}", tag, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(tag, response.Headers.ETag!.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_is_shown_differently_is_sent_although_nobody_has_edited_the_record()
    {
        var before = (await client.GetAsync(book)).Headers.ETag!.ToString();
        await client.PostAsync($"{book}/borrow", null);

        var response = await ReadAsync(HttpMethod.Get, before);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, (await response.JsonAsync())["borrowed"]!.GetValue<int>());
        Assert.NotEqual(before, response.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(before)).StatusCode);
    }

    [Fact]
    public async Task A_reader_in_another_language_gets_an_answer_in_that_language()
    {
        var english = (await client.GetAsync(book)).Headers.ETag!.ToString();

        var turkmen = await ReadAsync(HttpMethod.Get, english, "tk");

        Assert.Equal(HttpStatusCode.OK, turkmen.StatusCode);
        Assert.Equal("tk", (await turkmen.JsonAsync())["label"]!.GetValue<string>());
        Assert.Contains("Accept-Language", turkmen.Headers.Vary);
    }

    [Fact]
    public async Task A_list_has_a_tag_too()
    {
        var tag = (await client.GetAsync("/books?author=Magtymguly")).Headers.ETag!.ToString();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/books?author=Magtymguly");
        again.Headers.TryAddWithoutValidation("If-None-Match", tag);

        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_written_as_it_is_read_is_not_held_back_for_a_tag()
    {
        var file = await client.GetAsync($"{book}/file");

        Assert.Null(file.Headers.ETag);
        Assert.Equal("[]", await file.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/file")]
    public async Task HEAD_answers_as_GET_without_the_body(string what)
    {
        var whole = await client.GetAsync(book + what);

        var head = await ReadAsync(HttpMethod.Head, null, path: book + what);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_is_conditional_as_GET_is()
    {
        var tag = (await client.GetAsync(book)).Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.NotModified, (await ReadAsync(HttpMethod.Head, tag)).StatusCode);
    }

    [Fact]
    public async Task HEAD_works_nowhere_else()
    {
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await ReadAsync(HttpMethod.Head, null, path: $"{book}/borrow")).StatusCode);
    }

    private Task<HttpResponseMessage> ChangeAsync(string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, book) { Content = JsonContent.Create(new { author = "Magtymguly" }) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return client.SendAsync(request);
    }

    private Task<HttpResponseMessage> ReadAsync(HttpMethod method, string? ifNoneMatch, string? language = null, string? path = null)
    {
        var request = new HttpRequestMessage(method, path ?? book);
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return client.SendAsync(request);
    }
}
