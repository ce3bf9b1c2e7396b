using System.Net;
using System.Net.Http.Json;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class QueryParameterTests(LibraryFixture fixture) : IClassFixture<LibraryFixture>
{
    private readonly HttpClient client = fixture.Sample.Client();

    [Theory]
    [InlineData("/books?autor=Magtymguly", "autor")]
    [InlineData("/books?Autor=Magtymguly", "Autor")]
    [InlineData("/books?author=Magtymguly&perpage=3", "perpage")]
    [InlineData("/books?x", "x")]
    [InlineData("/books/a?author=Magtymguly", "author")]
    [InlineData("/books/a?code=b", "code")] // a part of the path is no parameter of the query
    [InlineData("/notes?per_page=3", "per_page")] // of another list
    public async Task A_parameter_that_nobody_declares_is_refused_by_its_name(string path, string name)
    {
        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([name], await response.FieldsAsync());
        Assert.Equal("urn:socialservices:problem:malformed-request", (string?)(await response.JsonAsync())["type"]);
    }

    [Fact]
    public async Task The_refusal_says_which_parameters_there_are()
    {
        using var response = await client.GetAsync("/books?autor=Magtymguly");

        var reason = (await response.JsonAsync())["errors"]!["autor"]![0]!.GetValue<string>();
        Assert.Equal("There is no such parameter; there are per_page, author, since.", reason);
    }

    [Fact]
    public async Task A_write_refuses_unknown_parameters_too_and_changes_nothing()
    {
        var before = await client.GetStringAsync("/books/written");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/books/written?dryrun=true")
        {
            Content = JsonContent.Create(new { author = "Magtymguly" }),
        };
        request.Headers.Add("If-Match", "*");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["dryrun"], await response.FieldsAsync());
        Assert.Equal(before, await client.GetStringAsync("/books/written"));
    }

    [Theory]
    [InlineData("/books?per_page=3&author=Magtymguly&since=2026-11-23")]
    [InlineData("/books?PER_PAGE=3&Author=Magtymguly")] // as the framework reads them
    [InlineData("/books/a/free?anything=goes")]
    public async Task Declared_parameters_are_taken(string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("/books?per_page=6", "per_page")]
    [InlineData("/books?PER_PAGE=6", "per_page")]
    [InlineData("/books?per_page=many", "per_page")]
    [InlineData("/books?PER_PAGE=many", "per_page")]
    [InlineData("/books?AUTHOR=longer+than+twenty+characters", "author")]
    [InlineData("/books?since=23.11.2026", "since")]
    public async Task A_value_that_cannot_be_is_refused_by_the_documented_name(string path, string name)
    {
        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([name], await response.FieldsAsync());
    }

    [Fact]
    public async Task Nobody_without_a_token_learns_which_parameters_there_are()
    {
        using var stranger = fixture.Sample.Client(scopes: null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/books?autor=Magtymguly")).StatusCode);
    }
}
