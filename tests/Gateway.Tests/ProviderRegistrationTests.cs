using System.Net;
using System.Net.Http.Json;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class ProviderRegistrationTests(AgencyFixture agency) : IClassFixture<AgencyFixture>
{
    private const string Clients = "/api/v1/gateway/clients";

    [Fact]
    public async Task A_provider_that_is_registered_over_the_API_vouches_until_it_is_removed()
    {
        var worker = agency.Register.Hire("sapi");
        var secret = await agency.App.AdmitAsync("with-provider");
        using var office = await agency.App.ClientAsync("office");

        using var registered = await office.PutAsJsonAsync($"{Clients}/with-provider/provider", Provider(agency.Provider.Authority));
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
        Assert.Equal(agency.Provider.Authority, (string)(await registered.JsonAsync())["provider"]!["issuer"]!);
        Assert.Equal("authenticated", (await AgencyFixture.TokenAsync(await ExchangeAsync())).GetPayloadValue<string>("assurance"));

        using var removed = await office.DeleteAsync($"{Clients}/with-provider/provider");
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        await AgencyFixture.RefusedAsync(await ExchangeAsync(), "invalid_grant");

        async Task<HttpResponseMessage> ExchangeAsync()
        {
            using var http = agency.App.Anonymous();
            return await http.PostAsync(
                "/oauth/token",
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
                        ["client_id"] = "with-provider",
                        ["client_secret"] = secret,
                        ["subject_token"] = agency.Login(worker, ("aud", "with-provider-there")),
                        ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
                    }
                )
            );
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("not a url")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@login.example")]
    [InlineData("https://login.example?x=1")]
    public async Task What_does_not_answer_as_this_provider_is_not_registered(string issuer)
    {
        using var office = await agency.App.ClientAsync("office");

        using var refused = await office.PutAsJsonAsync($"{Clients}/without-provider/provider", Provider(issuer));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["issuer"], await refused.FieldsAsync());
    }

    [Fact]
    public async Task A_provider_that_says_it_is_another_is_not_registered()
    {
        await agency.App.AdmitAsync("misled");
        using var office = await agency.App.ClientAsync("office");

        using var refused = await office.PutAsJsonAsync($"{Clients}/misled/provider", Provider(agency.Provider.Authority + "/"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Fact]
    public async Task Without_permission_a_provider_needs_TLS()
    {
        await using var app = new GatewayApp(
            GatewayApp.Settings(("Identity:RequireHttps", "true"), ("Services:registry:grpc:0", agency.Register.Address))
        );
        await app.InitializeAsync();
        await app.AdmitAsync("in-clear");
        using var office = await app.ClientAsync("office");

        using var refused = await office.PutAsJsonAsync($"{Clients}/in-clear/provider", Provider(agency.Provider.Authority));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    private static object Provider(string issuer) =>
        new
        {
            issuer,
            clientId = "with-provider-there",
            workerClaim = "worker_id",
        };
}
