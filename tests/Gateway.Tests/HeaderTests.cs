using System.Net;
using System.Net.Http.Json;
using System.Text;
using Xunit;

namespace SocialServices.Gateway.Tests;

/// <summary>Headers in other letters, HEAD, and who may store an answer.</summary>
public sealed class HeaderTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_header_with_letters_outside_ASCII_is_passed_on()
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var http = new HttpClient(handler) { BaseAddress = gateway.App.RestAddress };
        http.DefaultRequestHeaders.Authorization = (await gateway.App.ClientAsync("office")).DefaultRequestHeaders.Authorization;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/registry/sites");
        request.Headers.TryAddWithoutValidation("X-Note", "Ýeňme – Ашхабад");

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Ýeňme – Ашхабад", (await response.Content.ReadFromJsonAsync<Echo>())!.Headers["X-Note"]);
    }

    [Fact]
    public async Task A_header_that_is_no_text_is_refused()
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
        using var http = new HttpClient(handler) { BaseAddress = gateway.App.RestAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/registry/sites");
        request.Headers.TryAddWithoutValidation("X-Note", "\u00ff\u00fe");

        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task An_answer_with_a_header_outside_ASCII_comes_back()
    {
        using var handler = new SocketsHttpHandler { ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var http = new HttpClient(handler) { BaseAddress = gateway.App.RestAddress };
        http.DefaultRequestHeaders.Authorization = (await gateway.App.ClientAsync("office")).DefaultRequestHeaders.Authorization;

        using var response = await http.GetAsync("/api/v1/registry/named");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Ýeňme", response.Headers.GetValues("X-Name").Single());
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/health")]
    [InlineData("/")]
    [InlineData("/docs/index.html")]
    [InlineData("/api/v1/gateway/clients")]
    [InlineData("/api/v1/gateway/clients/office")]
    public async Task HEAD_is_answered_as_GET_without_a_body(string path)
    {
        using var http = await gateway.App.ClientAsync("office");
        using var get = await http.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var head = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_reaches_a_service_as_HEAD()
    {
        using var http = await gateway.App.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/v1/registry/sites");
        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("HEAD", gateway.Registry.LastMethod);
    }

    [Theory]
    [InlineData("/api/v1/gateway/clients/nobody")]
    [InlineData("/oauth/token")]
    [InlineData("/nothing")]
    public async Task HEAD_of_what_cannot_be_read_is_refused_as_GET_is(string path)
    {
        using var http = await gateway.App.ClientAsync("office");
        using var get = await http.GetAsync(path);
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.False(get.IsSuccessStatusCode);
        Assert.Equal(get.StatusCode, head.StatusCode);
    }

    [Fact]
    public async Task What_a_client_may_see_is_not_stored()
    {
        using var http = await gateway.App.ClientAsync("office");

        foreach (var path in new[] { "/api/v1/gateway/clients", "/api/v1/gateway/clients/nobody", "/api/v1/training/courses" })
        {
            using var response = await http.GetAsync(path);
            Assert.True(response.Headers.CacheControl?.NoStore, path);
        }
    }
}
