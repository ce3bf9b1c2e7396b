using System.Net;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class PageTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("tk", "Sosial hyzmatlar")]
    [InlineData("ru-RU, en;q=0.5", "Социальные услуги")]
    [InlineData("de", "Social services")]
    public async Task The_start_page_speaks_the_readers_language(string accepted, string title)
    {
        using var http = gateway.App.Anonymous();
        http.DefaultRequestHeaders.Add("Accept-Language", accepted);

        using var page = await http.GetAsync("/");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Contains($"<h1>{title}</h1>", html, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{page.Content.Headers.ContentLanguage.Single()}\">", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/docs/\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("Accept-Language", page.Headers.Vary);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs/")]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/registry/sites")]
    [InlineData("/.well-known/jwks.json")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        using var http = gateway.App.Anonymous();

        using var response = await http.GetAsync(path);

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Strict-Transport-Security")); // only over https
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Browsers_of_other_origins_are_let_in_only_by_configuration()
    {
        Assert.False((await PreflightAsync(gateway.App)).Headers.Contains("Access-Control-Allow-Origin"));

        await using var open = new GatewayApp(GatewayApp.Settings(("Cors:Origins:0", "https://portal.example")));
        await open.InitializeAsync();
        using var answer = await PreflightAsync(open);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("https://portal.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Only_a_trusted_proxy_says_that_a_request_came_over_https()
    {
        await using var behind = new GatewayApp(GatewayApp.Settings(("TrustedProxies:0", "127.0.0.0/8")));
        await behind.InitializeAsync();
        foreach (var (app, trusted) in new[] { (behind, true), (gateway.App, false) })
        {
            using var http = app.Anonymous();
            http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

            using var response = await http.GetAsync("/");

            Assert.Equal(trusted, response.Headers.Contains("Strict-Transport-Security"));
        }
    }

    private static async Task<HttpResponseMessage> PreflightAsync(GatewayApp app)
    {
        using var http = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/registry/sites")
        {
            Headers =
            {
                { "Origin", "https://portal.example" },
                { "Access-Control-Request-Method", "GET" },
                { "Access-Control-Request-Headers", "authorization" },
            },
        };
        return await http.SendAsync(request);
    }
}
