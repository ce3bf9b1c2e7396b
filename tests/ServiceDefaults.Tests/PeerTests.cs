using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.Contracts.Events.V1;
using SocialServices.ServiceDefaults.Peers;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class PeerTests
{
    [Fact]
    public async Task A_replica_that_is_away_is_passed_over()
    {
        await using var peer = await EventLogPeer.StartAsync();
        var client = Client((await TestIssuer.SharedAsync()).Authority, "http://127.0.0.1:9", peer.Address);

        for (var call = 0; call < 10; call++)
        {
            Assert.Equal(0, (await client.ReadEventsAsync(new())).LastPosition);
        }
    }

    [Fact]
    public async Task A_token_endpoint_that_stumbles_is_asked_again()
    {
        await using var peer = await EventLogPeer.StartAsync();
        var answers = new Queue<int>([StatusCodes.Status503ServiceUnavailable, StatusCodes.Status200OK]);
        await using var issuer = await IssuerAsync(answers);

        await Client(issuer.Urls.Single(), peer.Address).ReadEventsAsync(new());

        Assert.Empty(answers);
    }

    [Fact]
    public async Task Without_a_token_the_peer_is_not_available()
    {
        await using var peer = await EventLogPeer.StartAsync();
        await using var issuer = await IssuerAsync(new Queue<int>(Enumerable.Repeat(StatusCodes.Status401Unauthorized, 10)));
        var client = Client(issuer.Urls.Single(), peer.Address);

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await client.ReadEventsAsync(new()));

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
    }

    [Theory]
    [InlineData(null, null, "Services__registry__grpc__0")]
    [InlineData("registry:8081", null, "Services__registry__grpc__0")]
    [InlineData("http://one:8081", "two", "Services__registry__grpc__1")]
    [InlineData("http://one:8081", "https://two:8081", "Services__registry__grpc__1")]
    public void An_address_that_is_missing_or_wrong_is_told_by_its_name(string? first, string? second, string named)
    {
        var fault = Assert.Throws<InvalidOperationException>(() =>
            Configuration(first, second).GetRequiredServiceAddress("registry", "grpc")
        );

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://one:8081")]
    [InlineData("https://one:8081")]
    public void The_scheme_of_the_addresses_is_that_of_the_name(string address) =>
        Assert.Equal(
            $"{new Uri(address).Scheme}://_grpc.registry/",
            Configuration(address).GetRequiredServiceAddress("registry", "grpc").ToString()
        );

    private static ConfigurationManager Configuration(params string?[] addresses)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(
            addresses.Index().Where(one => one.Item is not null).ToDictionary(one => $"Services:registry:grpc:{one.Index}", one => one.Item)
        );
        return configuration;
    }

    private static EventLog.EventLogClient Client(string authority, params string[] addresses)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddConfiguration(Configuration(addresses));
        builder.Configuration["Identity:Authority"] = authority;
        (builder.Configuration["Identity:ClientId"], builder.Configuration["Identity:ClientSecret"]) = ("asking", "secret");
        builder.Services.AddSingleton(TimeProvider.System).AddServiceDiscovery();
        builder.AddPeer<EventLog.EventLogClient>("registry");
        return builder.Build().Services.GetRequiredService<EventLog.EventLogClient>();
    }

    private static async Task<WebApplication> IssuerAsync(Queue<int> answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = builder.Build();
        issuer.MapPost(
            "/oauth/token",
            () =>
                answers.Dequeue() is not StatusCodes.Status200OK and var refusal
                    ? Results.StatusCode(refusal)
                    : Results.Json(new Dictionary<string, object> { ["access_token"] = "token", ["expires_in"] = 900 })
        );
        await issuer.StartAsync();
        return issuer;
    }
}
