using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

/// <summary>What an administrator may grant, and what a second one must approve.</summary>
public sealed class GrantTests(AgencyFixture agency) : IClassFixture<AgencyFixture>
{
    private const string Clients = "/api/v1/gateway/clients";
    private readonly string ends = Day(90);

    [Fact]
    public async Task Scopes_on_data_about_people_take_effect_when_a_second_administrator_approves()
    {
        var (http, secret) = await AskAsync("two-eyes", "registry.read", "referrals.read");

        Assert.Equal("registry.read", await ScopesAsync("two-eyes", secret));
        Assert.Equal(HttpStatusCode.BadRequest, (await TokenAsync("two-eyes", secret, "referrals.read")).StatusCode);
        var waiting = await (await http.GetAsync($"{Clients}/two-eyes")).JsonAsync();
        Assert.True((bool)waiting["awaitsApproval"]!);
        Assert.Equal(ends, (string)waiting["endsOn"]!);

        await agency.App.ApproveAsync("two-eyes");

        Assert.Equal("registry.read referrals.read", await ScopesAsync("two-eyes", secret));
        Assert.False((bool)(await (await http.GetAsync($"{Clients}/two-eyes")).JsonAsync())["awaitsApproval"]!);
        Assert.Equal(["gateway.access-requested.v1", "gateway.access-approved.v1"], await EventsAsync("two-eyes"));
    }

    [Fact]
    public async Task Who_asked_cannot_approve()
    {
        var (office, secret) = await AskAsync("one-eye", "referrals.read");

        using var response = await ApproveAsync(office, "one-eye");

        await ForwardingTests.AssertProblemAsync(response, HttpStatusCode.Forbidden, "second-administrator-required");
        Assert.Equal("", await ScopesAsync("one-eye", secret));
    }

    [Fact]
    public async Task A_client_that_an_administrator_has_made_can_approve_and_grant_nothing()
    {
        await AskAsync("accomplice-target", "referrals.read");
        var secret = await agency.App.AdmitAsync("accomplice", "gateway.admin");
        using var accomplice = agency.App.Anonymous();
        accomplice.DefaultRequestHeaders.Authorization = new("Bearer", await agency.App.TokenAsync("accomplice", secret));

        await ForwardingTests.AssertProblemAsync(
            await ApproveAsync(accomplice, "accomplice-target"),
            HttpStatusCode.Forbidden,
            "scope-not-grantable"
        );
        using var child = await accomplice.CreateAsync(Clients, New("child", "registry.read"));
        await ForwardingTests.AssertProblemAsync(child, HttpStatusCode.Forbidden, "scope-not-grantable");
    }

    [Fact]
    public async Task Of_one_client_two_persons_count_who_have_logged_in()
    {
        var (first, second) = (agency.Register.Hire(AgencyFixture.Organization), agency.Register.Hire(AgencyFixture.Organization));
        await using var app = new GatewayApp(
            GatewayApp.Settings(
                ("ConnectionStrings:gatewaydb", agency.App.ServiceConnectionString),
                ("Services:registry:grpc:0", agency.Register.Address),
                ("Clients:agency:DisplayName", "Agency with administrators"),
                ("Clients:agency:Organization", AgencyFixture.Organization),
                ("Clients:agency:Secret", GatewayApp.SecretOf("agency")),
                ("Clients:agency:Scopes", "gateway.admin"),
                ("Clients:agency:MayGrant", "referrals.read"),
                ("Clients:agency:PublicKeys", agency.Key.PublicPem),
                ("Clients:agency:Provider:Issuer", agency.Provider.Authority),
                ("Clients:agency:Provider:ClientId", AgencyFixture.At("agency")),
                ("Clients:agency:Provider:WorkerClaim", "worker_id")
            )
        );
        await app.InitializeAsync();
        using var asks = await PersonAsync(agency.Login(first));
        using var created = await asks.CreateAsync(Clients, New("by-persons", "referrals.read"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        foreach (var same in new[] { agency.Login(first), agency.Assertion(second) })
        {
            using var refused = await PersonAsync(same);
            await ForwardingTests.AssertProblemAsync(
                await ApproveAsync(refused, "by-persons"),
                HttpStatusCode.Forbidden,
                "second-administrator-required"
            );
        }

        using var another = await PersonAsync(agency.Login(second));
        Assert.Equal(HttpStatusCode.OK, (await ApproveAsync(another, "by-persons")).StatusCode);

        async Task<HttpClient> PersonAsync(string subjectToken)
        {
            var client = app.Anonymous();
            using var response = await client.PostAsync(
                "/oauth/token",
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
                        ["client_id"] = "agency",
                        ["client_secret"] = GatewayApp.SecretOf("agency"),
                        ["subject_token"] = subjectToken,
                        ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
                    }
                )
            );
            client.DefaultRequestHeaders.Authorization = new("Bearer", (await AgencyFixture.TokenAsync(response)).EncodedToken);
            return client;
        }
    }

    [Fact]
    public async Task New_credentials_need_approval_again()
    {
        using var key = new ClientKey();
        var (office, secret) = await AskAsync("rekeyed", "referrals.read");
        await agency.App.ApproveAsync("rekeyed");
        Assert.Equal("referrals.read", await ScopesAsync("rekeyed", secret));

        using var keys = await office.PutAsJsonAsync($"{Clients}/rekeyed/keys", new { publicKeys = new[] { key.PublicPem } });
        Assert.Equal("", await ScopesAsync("rekeyed", secret));
        await agency.App.ApproveAsync("rekeyed");
        using var rotated = await office.CreateAsync($"{Clients}/rekeyed/secret", new { });
        var fresh = (string)(await rotated.JsonAsync())["secret"]!;
        Assert.Equal("", await ScopesAsync("rekeyed", fresh));
        await agency.App.ApproveAsync("rekeyed");

        Assert.Equal("referrals.read", await ScopesAsync("rekeyed", fresh));
    }

    [Fact]
    public async Task Scopes_on_data_about_people_end_on_their_day_and_can_be_asked_for_again()
    {
        await using var app = new GatewayApp(GatewayApp.Settings(("Services:registry:grpc:0", agency.Register.Address)));
        await app.InitializeAsync();
        var secret = await app.AdmitAsync("ending", "registry.read referrals.read");
        app.Clock.SetAhead(TimeSpan.FromDays(91));
        await app.Services.GetRequiredService<SigningKeys.KeyRing>().RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal("registry.read", await ScopesAsync("ending", secret, app));

        using var office = await app.ClientAsync("office");
        using var read = await office.GetAsync($"{Clients}/ending");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Clients}/ending/access")
        {
            Content = JsonContent.Create(new { endsOn = Day(120) }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await office.SendAsync(request)).StatusCode);
        Assert.Equal("registry.read", await ScopesAsync("ending", secret, app));
        await app.ApproveAsync("ending");
        Assert.Equal("registry.read referrals.read", await ScopesAsync("ending", secret, app));
    }

    [Theory]
    [InlineData("no-end", "nrcs", "referrals.read", null, 422, "endsOn")]
    [InlineData("past-end", "nrcs", "referrals.read", -1, 422, "endsOn")]
    [InlineData("today-end", "nrcs", "referrals.read", 0, 422, "endsOn")]
    [InlineData("far-end", "nrcs", "referrals.read", 400, 422, "endsOn")]
    [InlineData("needless-end", "nrcs", "registry.read", 30, 422, "endsOn")]
    [InlineData("service-scope", "nrcs", "events.read", null, 422, "scopes")]
    [InlineData("service-capacity", "nrcs", "registry.capacity", null, 422, "scopes")]
    [InlineData("not-granted", "nrcs", "programme.manage", null, 403, "scopes")]
    [InlineData("no-organization", "nobody-knows", "registry.read", null, 422, "organization")]
    public async Task What_cannot_be_granted_is_refused_and_nothing_is_made(
        string id,
        string organization,
        string scope,
        int? days,
        int status,
        string field
    )
    {
        using var office = await agency.App.ClientAsync("office");

        using var refused = await office.CreateAsync(
            Clients,
            new
            {
                id,
                displayName = "X",
                organization,
                scopes = new[] { scope },
                endsOn = days is { } count ? Day(count) : null,
            }
        );

        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Equal([field], await refused.FieldsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync($"{Clients}/{id}")).StatusCode);
    }

    [Fact]
    public async Task An_approval_needs_the_client_as_it_is_now()
    {
        await AskAsync("unseen", "referrals.read");
        using var second = await agency.App.ClientAsync("second");

        using var blind = await second.PostAsync($"{Clients}/unseen/approve", null);
        using var stale = await ApproveAsync(second, "unseen", "\"1\"");

        Assert.Equal(HttpStatusCode.PreconditionRequired, blind.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        await agency.App.ApproveAsync("unseen");
        await ForwardingTests.AssertProblemAsync(await ApproveAsync(second, "unseen"), HttpStatusCode.Conflict, "nothing-to-approve");
    }

    private static string Day(int fromToday) => DateTime.UtcNow.AddHours(5).AddDays(fromToday).ToString("yyyy-MM-dd", null);

    private object New(string id, params string[] scopes) =>
        new
        {
            id,
            displayName = "A system",
            organization = "sapi",
            scopes,
            endsOn = scopes.Any(scope => scope.StartsWith("referrals.", StringComparison.Ordinal)) ? ends : null,
        };

    private async Task<(HttpClient Office, string Secret)> AskAsync(string id, params string[] scopes)
    {
        var office = await agency.App.ClientAsync("office");
        using var created = await office.CreateAsync(Clients, New(id, scopes));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return (office, (string)(await created.JsonAsync())["secret"]!);
    }

    private static async Task<HttpResponseMessage> ApproveAsync(HttpClient administrator, string id, string? tag = null)
    {
        using var read = await administrator.GetAsync($"{Clients}/{id}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Clients}/{id}/approve");
        request.Headers.TryAddWithoutValidation("If-Match", tag ?? read.Headers.ETag!.ToString());
        return await administrator.SendAsync(request);
    }

    private async Task<HttpResponseMessage> TokenAsync(string id, string secret, string? scope, GatewayApp? app = null)
    {
        using var http = (app ?? agency.App).Anonymous();
        return await http.PostAsync("/oauth/token", GatewayApp.Form(id, secret, scope));
    }

    private async Task<string> ScopesAsync(string id, string secret, GatewayApp? app = null)
    {
        using var response = await TokenAsync(id, secret, null, app);
        var answer = await response.JsonAsync();
        Assert.NotNull(answer["access_token"]);
        return (string?)answer["scope"] ?? "";
    }

    private Task<List<string>> EventsAsync(string client) =>
        agency.App.InDatabaseAsync(db =>
            db.Database.SqlQuery<string>($"select type as \"Value\" from outbox where data ->> 'client' = {client} order by sequence")
                .ToListAsync()
        );
}
