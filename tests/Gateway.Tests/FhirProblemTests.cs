using System.Net;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

/// <summary>What the gateway itself refuses below <c>/fhir</c>.</summary>
public sealed class FhirProblemTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Without_a_token_or_the_scope_nothing_is_reached()
    {
        using var anonymous = gateway.App.Anonymous();
        using var registry = await gateway.App.ClientAsync("office", "registry.read");
        using var reader = await gateway.App.ClientAsync("reader");

        await AssertOutcomeAsync(await anonymous.GetAsync("/fhir/metadata"), HttpStatusCode.Unauthorized, "login");
        var forbidden = await AssertOutcomeAsync(await registry.GetAsync("/fhir/metadata"), HttpStatusCode.Forbidden, "forbidden");
        Assert.Contains("The token has no scope that begins with referrals", forbidden, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/fhir/metadata")).StatusCode);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_asked_again_later()
    {
        await using var referrals = await Backend.StartAsync("referrals");
        await using var app = new GatewayApp(
            GatewayApp.Settings(("Services:referrals:http:0", referrals.Address), ("Routes:Timeout", "00:00:00.200"))
        );
        await app.InitializeAsync();
        using var reader = await app.ClientAsync("reader");

        await AssertOutcomeAsync(await reader.GetAsync("/fhir/broken"), HttpStatusCode.BadGateway, "transient");
        var late = await AssertOutcomeAsync(await reader.GetAsync("/fhir/slow"), HttpStatusCode.GatewayTimeout, "transient");
        Assert.StartsWith("The referrals service did not answer in time. It is not known", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back()
    {
        await using var app = new GatewayApp(GatewayApp.Settings(("RateLimits:PerAddress", "1")));
        await app.InitializeAsync();
        using var anonymous = app.Anonymous();

        using var refused = await Eventually.GetAsync( // the shared counter is connected beside the requests
            () => anonymous.GetAsync("/fhir/metadata"),
            answer => answer.StatusCode is HttpStatusCode.TooManyRequests
        );

        await AssertOutcomeAsync(refused, HttpStatusCode.TooManyRequests, "throttled");
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    /// <returns>What it says.</returns>
    private static async Task<string> AssertOutcomeAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal((status, "application/fhir+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var outcome = await response.JsonAsync();
        var issue = Assert.Single(outcome["issue"]!.AsArray())!;
        Assert.Equal("OperationOutcome", outcome["resourceType"]!.GetValue<string>());
        Assert.Equal(("error", code), (issue["severity"]!.GetValue<string>(), issue["code"]!.GetValue<string>()));
        var text = issue["diagnostics"]!.GetValue<string>();
        Assert.Contains("traceId ", text, StringComparison.Ordinal);
        return text;
    }
}
