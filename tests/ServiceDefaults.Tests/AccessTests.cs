using System.Net;
using Microsoft.AspNetCore.Builder;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class AccessTests(SampleFixture fixture) : IClassFixture<SampleFixture>
{
    private readonly SampleApp sample = fixture.Sample;

    [Fact]
    public async Task Without_a_token_it_is_401_with_the_scheme_to_use()
    {
        using var client = sample.Client(scopes: null);

        using var response = await client.GetAsync("/notes");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Without_the_scope_it_is_403_and_the_scope_is_named()
    {
        using var client = sample.Client("registry.reads training.read");

        using var response = await client.GetAsync("/notes");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("The token lacks the scope registry.read.", (string?)(await response.JsonAsync())["detail"]);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("for somebody else")]
    [InlineData("of another issuer")]
    [InlineData("altered")]
    [InlineData("unsigned")]
    public async Task A_token_that_is_not_good_is_401(string what)
    {
        var issuer = await TestIssuer.SharedAsync();
        await using var other = await TestIssuer.StartAsync();
        var good = issuer.Token("registry.read");
        var token = what switch
        {
            "expired" => issuer.Token("registry.read", lifetime: TimeSpan.FromMinutes(-5)),
            "for somebody else" => issuer.Token("registry.read", audience: "another system"),
            "of another issuer" => other.Token("registry.read"),
            "altered" => string.Join(
                '.',
                good.Split('.')[0],
                issuer.Token("registry.read registry.write").Split('.')[1],
                good.Split('.')[2]
            ),
            _ => $"eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{good.Split('.')[1]}.",
        };
        using var client = sample.Client(token: token);

        using var response = await client.GetAsync("/notes");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/openapi/v1.json")]
    public async Task Probes_and_documentation_are_public(string path)
    {
        using var client = sample.Client(scopes: null);

        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_process_with_an_endpoint_that_names_no_scope_refuses_to_start()
    {
        await using var database = await TestDatabase.CreateAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SampleApp.StartAsync(database, map: app => app.MapGet("/forgotten", () => "open to everybody"))
        );

        Assert.Contains("/forgotten", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_with_an_endpoint_about_people_that_says_nothing_of_persons_refuses_to_start()
    {
        await using var database = await TestDatabase.CreateAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SampleApp.StartAsync(database, map: app => app.MapGet("/people", () => "by any system").RequireScope("referrals.read"))
        );

        Assert.Contains("/people", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_with_a_request_that_would_not_be_validated_refuses_to_start()
    {
        await using var database = await TestDatabase.CreateAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SampleApp.StartAsync(
                database,
                map: app => app.MapPost("/internal", (InternalRequest request) => request.Text).RequireScope("registry.read")
            )
        );

        Assert.Contains("/internal", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionStrings:sampledb")]
    [InlineData("ConnectionStrings:messaging")]
    [InlineData("Identity:Authority")]
    [InlineData("Encryption:Key")]
    [InlineData("Audit:Key")]
    [InlineData("Audit:AnchorDirectory")]
    public async Task A_process_with_a_setting_missing_refuses_to_start_and_names_it(string setting)
    {
        await using var database = await TestDatabase.CreateAsync();

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => SampleApp.StartAsync(database, settings => settings.Remove(setting)));

        Assert.Contains(setting.Split(':')[^1], refused.Message, StringComparison.Ordinal);
    }

    private sealed record InternalRequest(string Text);
}
