using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialServices.Gateway.Clients;
using SocialServices.Gateway.Identity;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class RevocationTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Clients = "/api/v1/gateway/clients";
    private const string Forwarded = "/api/v1/registry/items";

    [Fact]
    public async Task A_revoked_token_is_refused_on_all_replicas_and_others_of_the_client_are_not()
    {
        await using var other = new GatewayApp(
            GatewayApp.Settings(
                ("ConnectionStrings:gatewaydb", gateway.App.ServiceConnectionString),
                ("Services:registry:http:0", gateway.Registry.Address)
            )
        );
        await other.InitializeAsync();
        var token = await gateway.App.TokenAsync("office", GatewayApp.SecretOf("office"));
        var second = await gateway.App.TokenAsync("office", GatewayApp.SecretOf("office"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(gateway.App, token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(other, token));

        using var revoked = await PostAsync("revoke", token, "office");

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(gateway.App, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(other, token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(other, second));
    }

    [Fact]
    public async Task A_token_of_a_disabled_client_is_refused_on_all_replicas()
    {
        await using var other = new GatewayApp(
            GatewayApp.Settings(
                ("ConnectionStrings:gatewaydb", gateway.App.ServiceConnectionString),
                ("Services:registry:http:0", gateway.Registry.Address)
            )
        );
        await other.InitializeAsync();
        using var office = await gateway.App.ClientAsync("office");
        var token = await gateway.App.TokenAsync("leaves-at-once", await gateway.App.AdmitAsync("leaves-at-once"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(other, token));

        Assert.Equal(HttpStatusCode.NoContent, (await office.PostAsync($"{Clients}/leaves-at-once/disable", null)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(gateway.App, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(other, token));
    }

    [Fact]
    public async Task A_client_may_ask_about_its_own_tokens_and_end_them_but_not_those_of_others()
    {
        var token = await gateway.App.TokenAsync("office", GatewayApp.SecretOf("office"));

        Assert.True((bool)(await (await PostAsync("introspect", token, "office")).JsonAsync())["active"]!);
        Assert.False((bool)(await (await PostAsync("introspect", token, "reader")).JsonAsync())["active"]!);
        await PostAsync("revoke", token, "reader");
        Assert.Equal(HttpStatusCode.OK, await GetAsync(gateway.App, token));
        await PostAsync("revoke", token, "office");
        Assert.False((bool)(await (await PostAsync("introspect", token, "office")).JsonAsync())["active"]!);
    }

    [Theory]
    [InlineData("introspect")]
    [InlineData("revoke")]
    public async Task Who_cannot_prove_who_it_is_learns_nothing(string endpoint)
    {
        var token = await gateway.App.TokenAsync("office", GatewayApp.SecretOf("office"));

        using var refused = await PostAsync(endpoint, token, "office", "a wrong secret that is long enough to be one");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("invalid_client", (string)(await refused.JsonAsync())["error"]!);
    }

    [Fact]
    public async Task A_token_is_taken_from_the_header_only()
    {
        var token = await gateway.App.TokenAsync("office", GatewayApp.SecretOf("office"));
        using var http = gateway.App.Anonymous();

        using var inUrl = await http.GetAsync($"{Forwarded}?access_token={token}");
        using var inForm = await http.PostAsync(
            Forwarded,
            new FormUrlEncodedContent(new Dictionary<string, string> { ["access_token"] = token })
        );

        Assert.Equal(HttpStatusCode.Unauthorized, inUrl.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, inForm.StatusCode);
    }

    [Fact]
    public async Task Tokens_and_assertions_that_ended_long_ago_are_forgotten()
    {
        await using var app = new GatewayApp(GatewayApp.Settings());
        await app.InitializeAsync();
        await app.TokenAsync("office", GatewayApp.SecretOf("office"));
        await app.InDatabaseAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                update access_tokens set creation_date = now() - interval '3 days', expiration_date = now() - interval '3 days';
                insert into used_assertions values ('office', 'old', now() - interval '1 second'), ('office', 'new', now() + interval '1 minute')
                """
            )
        );
        var fresh = await app.TokenAsync("office", GatewayApp.SecretOf("office"));

        await app.Services.GetServices<IHostedService>().OfType<PruneTokens>().Single().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await app.InDatabaseAsync(db => db.Set<AccessToken>().CountAsync()));
        Assert.Equal("new", (await app.InDatabaseAsync(db => db.UsedAssertions.SingleAsync())).AssertionId);
        Assert.NotEqual(HttpStatusCode.Unauthorized, await GetAsync(app, fresh));
    }

    private static async Task<HttpStatusCode> GetAsync(GatewayApp app, string token)
    {
        using var http = app.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync(Forwarded);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(string endpoint, string token, string clientId, string? secret = null)
    {
        using var http = gateway.App.Anonymous();
        return await http.PostAsync(
            $"/oauth/{endpoint}",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["token"] = token,
                    ["client_id"] = clientId,
                    ["client_secret"] = secret ?? GatewayApp.SecretOf(clientId),
                }
            )
        );
    }
}
