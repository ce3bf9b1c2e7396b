using System.Net;
using System.Net.Http.Json;
using System.Text;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class ForwardingTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_request_reaches_its_service_unchanged()
    {
        using var http = await gateway.App.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/registry/sites/%D0%B0%20b?q=1%2B1&q=2")
        {
            Content = new StringContent("{\"name\":\"Ýeňme\"}", Encoding.UTF8, "application/json"),
            Headers =
            {
                { "If-Match", "\"5\"" },
                { "Idempotency-Key", "abc" },
                { "Accept-Language", "tk" },
            },
        };

        using var response = await http.SendAsync(request);
        var echo = (await response.Content.ReadFromJsonAsync<Echo>())!;

        Assert.Equal("PUT", echo.Method);
        Assert.Equal("/api/v1/registry/sites/%D0%B0%20b?q=1%2B1&q=2", echo.Target);
        Assert.Equal("{\"name\":\"Ýeňme\"}", echo.Body);
        Assert.Equal("\"5\"", echo.Headers["If-Match"]);
        Assert.Equal("abc", echo.Headers["Idempotency-Key"]);
        Assert.Equal("tk", echo.Headers["Accept-Language"]);
        Assert.Equal(http.DefaultRequestHeaders.Authorization!.ToString(), echo.Headers["Authorization"]);
    }

    [Fact]
    public async Task A_HEAD_is_forwarded_as_a_HEAD_and_unknown_parameters_are_the_services_affair()
    {
        using var http = await gateway.App.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/v1/registry/sites?noSuchParameter=1");

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("HEAD", response.Headers.GetValues(Backend.MethodHeader).Single());
    }

    [Fact]
    public async Task The_register_by_hsds_is_reached_with_the_registrys_scopes()
    {
        using var http = await gateway.App.ClientAsync("office");
        using var anonymous = gateway.App.Anonymous();
        using var reader = await gateway.App.ClientAsync("reader");

        Assert.Equal("/hsds/services?page=2", (await http.GetFromJsonAsync<Echo>("/hsds/services?page=2"))!.Target);
        Assert.Equal("/hsds/", (await http.GetFromJsonAsync<Echo>("/hsds/"))!.Target);
        await AssertProblemAsync(await anonymous.GetAsync("/hsds/services"), HttpStatusCode.Unauthorized, "unauthenticated");
        await AssertProblemAsync(await reader.GetAsync("/hsds/services"), HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_check_of_certificates_and_calendars_need_no_login_and_nothing_else_opens()
    {
        await using var training = await Backend.StartAsync("training");
        await using var app = new GatewayApp(GatewayApp.Settings(("Services:training:http:0", training.Address)));
        await app.InitializeAsync();
        using var anonymous = app.Anonymous();

        Assert.Equal("/verify/MLSPP-2021-000001", (await anonymous.GetFromJsonAsync<Echo>("/verify/MLSPP-2021-000001"))!.Target);
        Assert.Equal("/calendars/abc.ics", (await anonymous.GetFromJsonAsync<Echo>("/calendars/abc.ics"))!.Target);
        await AssertProblemAsync(
            await anonymous.GetAsync("/api/v1/training/certificates/x"),
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync("/verifying")).StatusCode);
    }

    [Fact]
    public async Task An_answer_comes_back_unchanged()
    {
        using var http = await gateway.App.ClientAsync("office");

        using var tagged = await http.GetAsync("/api/v1/registry/tagged");
        Assert.Equal("\"7\"", tagged.Headers.ETag!.Tag);
        Assert.Equal("</api/v1/registry/tagged?after=x>; rel=\"next\"", tagged.Headers.GetValues("Link").Single());

        using var problem = await http.PostAsync("/api/v1/registry/problem", null);
        Assert.Equal(HttpStatusCode.Conflict, problem.StatusCode);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Backend.ProblemType, (await problem.JsonAsync())["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_trace_goes_on_behind_the_gateway()
    {
        using var http = await gateway.App.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/registry/sites");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var echo = (await (await http.SendAsync(request)).Content.ReadFromJsonAsync<Echo>())!;

        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", echo.Headers["traceparent"], StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", echo.Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_caller_claims_about_its_address_is_replaced()
    {
        using var http = await gateway.App.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/registry/sites")
        {
            Headers =
            {
                { "X-Forwarded-For", "203.0.113.9" },
                { "X-Forwarded-Host", "evil.example" },
                { "Forwarded", "for=203.0.113.9" },
            },
        };

        var echo = (await (await http.SendAsync(request)).Content.ReadFromJsonAsync<Echo>())!;

        Assert.Equal("127.0.0.1", echo.Headers["X-Forwarded-For"]);
        Assert.Equal(http.BaseAddress!.Authority, echo.Headers["X-Forwarded-Host"]);
        Assert.DoesNotContain("Forwarded", echo.Headers.Keys);
    }

    [Fact]
    public async Task Headers_of_the_connection_stay_on_it()
    {
        using var http = await gateway.App.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/registry/sites")
        {
            Headers =
            {
                { "TE", "trailers" },
                { "Keep-Alive", "timeout=5" },
                { "Proxy-Authorization", "x" },
            },
        };

        var echo = (await (await http.SendAsync(request)).Content.ReadFromJsonAsync<Echo>())!;

        Assert.Empty(echo.Headers.Keys.Intersect(["Connection", "Keep-Alive", "Proxy-Authorization"], StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/openapi/registry.json")]
    [InlineData("/internal")]
    [InlineData("/api/v1/registry")]
    [InlineData("/api/v1/elsewhere/x")]
    [InlineData("/api/v1/registry/../../../internal")]
    [InlineData("/api/v1/registry/%2e%2e/%2e%2e/internal")]
    public async Task Nothing_but_the_public_paths_is_reachable(string path)
    {
        using var http = await gateway.App.ClientAsync("office");

        using var response = await http.GetAsync(path);

        Assert.DoesNotContain("not for everybody", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        if (path is not "/api/v1/registry")
        {
            await AssertProblemAsync(response, HttpStatusCode.NotFound, "not-found");
        }
    }

    [Fact]
    public async Task Without_a_token_nothing_is_forwarded()
    {
        using var http = gateway.App.Anonymous();
        var before = gateway.Registry.Received;

        using var response = await http.GetAsync("/api/v1/registry/sites");
        await AssertProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");

        http.DefaultRequestHeaders.Authorization = new("Bearer", gateway.App.Issuer.Token("registry.read"));
        using var foreign = await http.GetAsync("/api/v1/registry/sites");
        await AssertProblemAsync(foreign, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal(before, gateway.Registry.Received);
    }

    [Fact]
    public async Task Without_any_scope_of_the_area_nothing_is_forwarded()
    {
        using var http = await gateway.App.ClientAsync("reader");
        var before = gateway.Registry.Received;

        using var response = await http.GetAsync("/api/v1/registry/sites");

        await AssertProblemAsync(response, HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(before, gateway.Registry.Received);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/referrals/cases")).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused(bool chunked)
    {
        using var http = await gateway.App.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/registry/sites")
        {
            Content = new ByteArrayContent(new byte[3 * 1024 * 1024]),
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;

        using var response = await http.SendAsync(request);

        await AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "malformed-request");
    }

    [Fact]
    public async Task Imports_may_be_large_and_still_have_a_limit()
    {
        using var http = await gateway.App.ClientAsync("office");
        using var file = new ByteArrayContent(new byte[3 * 1024 * 1024]);
        using var taken = await http.PostAsync("/api/v1/registry/imports?kind=sites", file);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal("/api/v1/registry/imports?kind=sites", (await taken.Content.ReadFromJsonAsync<Echo>())!.Target);

        foreach (var path in new[] { $"cases/{Guid.NewGuid()}/attachments", $"consents/{Guid.NewGuid()}/signature" })
        {
            using var scan = new ByteArrayContent(new byte[3 * 1024 * 1024]);
            using var received = await http.PostAsync($"/api/v1/referrals/{path}", scan);
            Assert.Equal(HttpStatusCode.OK, received.StatusCode);
        }

        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, "/api/v1/referrals/imports")
        {
            Content = new ByteArrayContent(new byte[3 * 1024 * 1024]),
        };
        elsewhere.Headers.ExpectContinue = true;
        await AssertProblemAsync(await http.SendAsync(elsewhere), HttpStatusCode.RequestEntityTooLarge, "malformed-request");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_too_large_is_refused(bool chunked)
    {
        using var http = await gateway.App.ClientAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/registry/imports")
        {
            Content = new ByteArrayContent(new byte[9 * 1024 * 1024]),
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;

        using var response = await http.SendAsync(request);

        await AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "malformed-request");
    }

    [Fact]
    public async Task A_service_that_is_silent_is_given_up()
    {
        using var http = await gateway.App.ClientAsync("office");

        using var response = await http.GetAsync("/api/v1/registry/slow");

        await AssertProblemAsync(response, HttpStatusCode.GatewayTimeout, "service-timeout");
    }

    [Fact]
    public async Task A_service_that_is_down_is_reported()
    {
        using var http = await gateway.App.ClientAsync("office");

        using var response = await http.GetAsync("/api/v1/training/courses");

        await AssertProblemAsync(response, HttpStatusCode.BadGateway, "peer-unavailable");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task Requests_are_spread_over_the_replicas_of_a_service()
    {
        await using var first = await Backend.StartAsync("registry");
        await using var second = await Backend.StartAsync("registry");
        await using var app = new GatewayApp(
            GatewayApp.Settings(("Services:registry:http:0", first.Address), ("Services:registry:http:1", second.Address))
        );
        await app.InitializeAsync();
        using var http = await app.ClientAsync("office");

        for (var request = 0; request < 40; request++)
        {
            using var response = await http.GetAsync("/api/v1/registry/sites");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.InRange(first.Received, 1, 39);
        Assert.Equal(40, first.Received + second.Received);
    }

    [Fact]
    public async Task A_service_that_breaks_off_is_reported()
    {
        using var http = await gateway.App.ClientAsync("office");

        using var response = await http.GetAsync("/api/v1/registry/broken");

        await AssertProblemAsync(response, HttpStatusCode.BadGateway, "peer-unavailable");
    }

    internal static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.JsonAsync();
        Assert.Equal((status, $"urn:socialservices:problem:{type}"), (response.StatusCode, problem["type"]!.GetValue<string>()));
        Assert.NotEmpty(problem["traceId"]!.GetValue<string>());
    }
}
