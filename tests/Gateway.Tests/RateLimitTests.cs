using System.Net;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class RateLimitTests
{
    private const string Path = "/api/v1/gateway/clients";

    [Fact]
    public async Task Replicas_share_the_limit_of_a_client()
    {
        var settings = GatewayApp.Settings(("RateLimits:PerClient", "5"));
        await using var one = new GatewayApp(settings);
        await one.InitializeAsync();
        await using var two = new GatewayApp(new(settings) { ["ConnectionStrings:gatewaydb"] = one.ServiceConnectionString });
        await two.InitializeAsync();
        using var first = await one.ClientAsync("office");
        using var second = new HttpClient
        {
            BaseAddress = two.RestAddress,
            DefaultRequestHeaders = { Authorization = first.DefaultRequestHeaders.Authorization },
        };
        await CountingAsync(one);
        await CountingAsync(two);

        var remaining = new List<string>();
        foreach (var client in new[] { first, second, first, second, first })
        {
            using var allowed = await client.GetAsync(Path);
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
            Assert.Equal("5", allowed.Headers.GetValues("RateLimit-Limit").Single());
            remaining.Add(allowed.Headers.GetValues("RateLimit-Remaining").Single());
        }

        Assert.Equal(["4", "3", "2", "1", "0"], remaining);
        using var refused = await second.GetAsync(Path);
        await ForwardingTests.AssertProblemAsync(refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(refused.Headers.GetValues("Retry-After"), refused.Headers.GetValues("RateLimit-Reset"));
        var answers = await DocumentedAnswers.OfAsync(two.Anonymous());
        await answers.AddAsync(refused);
        await answers.AssertValidAsync();

        using var other = await two.ClientAsync("reader");
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(Path)).StatusCode); // another client has its own limit
    }

    [Fact]
    public async Task Requests_without_a_token_are_limited_by_address_but_probes_are_not()
    {
        await using var app = new GatewayApp(GatewayApp.Settings(("RateLimits:PerAddress", "3")));
        await app.InitializeAsync();
        using var http = app.Anonymous();
        await CountingAsync(app);

        var statuses = new List<HttpStatusCode>();
        for (var request = 0; request < 4; request++)
        {
            statuses.Add((await http.GetAsync(Path)).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.PostAsync("/oauth/token", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task Numbers_of_certificates_are_not_tried_one_after_the_other_also_with_a_token()
    {
        await using var app = new GatewayApp(GatewayApp.Settings(("RateLimits:PerAddressOpen", "3")));
        await app.InitializeAsync();
        using var anonymous = app.Anonymous();
        using var office = await app.ClientAsync("office");
        await CountingAsync(app);

        var statuses = new List<HttpStatusCode>();
        for (var number = 1; number <= 4; number++)
        {
            var http = number % 2 == 0 ? office : anonymous;
            statuses.Add((await http.GetAsync($"/verify/MLSPP-2021-{number:000000}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await office.GetAsync(Path)).StatusCode); // what needs a token goes on
    }

    [Fact]
    public async Task Guessing_a_secret_is_slowed_down_but_the_right_one_passes()
    {
        await using var app = new GatewayApp(GatewayApp.Settings(("RateLimits:FailedTokenRequests", "2")));
        await app.InitializeAsync();
        using var http = app.Anonymous();
        await CountingAsync(app);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await http.PostAsync("/oauth/token", GatewayApp.Form("office", "wrong"))).StatusCode
            );
        }

        using var refused = await http.PostAsync("/oauth/token", GatewayApp.Form("office", "wrong"));
        await ForwardingTests.AssertProblemAsync(refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.NotEmpty(await app.TokenAsync("office", GatewayApp.SecretOf("office")));
        Assert.NotEmpty(await app.TokenAsync("reader", GatewayApp.SecretOf("reader")));
    }

    [Fact]
    public async Task Many_guesses_at_once_are_looked_at_one_a_second()
    {
        await using var app = new GatewayApp(GatewayApp.Settings(("RateLimits:FailedTokenRequests", "1")));
        await app.InitializeAsync();
        using var http = app.Anonymous();
        await CountingAsync(app);
        await http.PostAsync("/oauth/token", GatewayApp.Form("office", "wrong"));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var guesses = Enumerable.Range(0, 30).Select(_ => http.PostAsync("/oauth/token", GatewayApp.Form("office", "wrong"))).ToList();
        var other = await app.TokenAsync("reader", GatewayApp.SecretOf("reader")); // notices nothing
        var answers = await Task.WhenAll(guesses);

        Assert.NotEmpty(other);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode));
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(5), $"All were answered after {watch.Elapsed}.");
    }

    [Fact]
    public async Task An_address_that_a_caller_makes_up_changes_nothing()
    {
        await using var app = new GatewayApp(GatewayApp.Settings(("RateLimits:FailedTokenRequests", "2")));
        await app.InitializeAsync();
        using var http = app.Anonymous();
        await CountingAsync(app);

        HttpResponseMessage? last = null;
        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = GatewayApp.Form("office", "wrong") };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{attempt}");
            last = await http.SendAsync(request);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
    }

    [Fact]
    public async Task Without_Redis_requests_pass_and_the_gateway_stays_healthy()
    {
        await using var app = new GatewayApp(
            GatewayApp.Settings(("RateLimits:PerClient", "1"), ("ConnectionStrings:cache", "127.0.0.1:9"))
        );
        await app.InitializeAsync();
        using var http = await app.ClientAsync("office");

        for (var request = 0; request < 3; request++)
        {
            using var response = await http.GetAsync(Path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.False(response.Headers.Contains("RateLimit-Limit"));
        }

        using var health = await http.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal("Degraded", (await health.JsonAsync())["checks"]!["cache"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_Redis_that_goes_away_stops_nobody()
    {
        await using var redis = await RedisProxy.StartAsync();
        await using var app = new GatewayApp(GatewayApp.Settings(("ConnectionStrings:cache", redis.ConnectionString)));
        await app.InitializeAsync();
        using var http = await app.ClientAsync("office");
        await CountingAsync(app);
        Assert.True((await http.GetAsync(Path)).Headers.Contains("RateLimit-Limit"));

        redis.FallSilent();

        using var response = await http.GetAsync(Path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("RateLimit-Limit"));
        Assert.Contains(app.Logs.Lines, line => line.Contains("Redis is away", StringComparison.Ordinal));
    }

    private static async Task CountingAsync(GatewayApp app)
    {
        using var http = app.Anonymous();
        await Eventually.GetAsync(
            async () => (await (await http.GetAsync("/health")).JsonAsync())["checks"]!["cache"]!.GetValue<string>(),
            health => health is "Healthy"
        );
    }
}
