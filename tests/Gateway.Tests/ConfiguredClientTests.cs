using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class ConfiguredClientTests
{
    [Fact]
    public async Task The_next_start_brings_changes_of_the_configuration_into_effect()
    {
        await using var before = new GatewayApp(GatewayApp.Settings());
        await before.InitializeAsync();
        await using var after = new GatewayApp(
            GatewayApp.Settings(
                ("ConnectionStrings:gatewaydb", before.ServiceConnectionString),
                ("Clients:reader:Secret", null),
                ("Clients:dormant:Secret", GatewayApp.SecretOf("dormant")),
                ("Clients:office:Scopes", "registry.read")
            )
        );
        await after.InitializeAsync();

        Assert.NotEmpty(await after.TokenAsync("dormant", GatewayApp.SecretOf("dormant")));
        using var http = after.Anonymous();
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await http.PostAsync("/oauth/token", GatewayApp.Form("reader", GatewayApp.SecretOf("reader")))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await http.PostAsync("/oauth/token", GatewayApp.Form("office", GatewayApp.SecretOf("office"), "gateway.admin"))).StatusCode
        );
        var changes = await after.InDatabaseAsync(db =>
            db.Database.SqlQuery<string>(
                    $"select action || ' ' || record_ids[1] as \"Value\" from audit_entries where record_kind = 'client' order by at offset 4"
                )
                .ToListAsync()
        );
        Assert.Equal(["configure client dormant", "configure client office", "disable client reader"], changes.Order());
    }

    [Theory]
    [InlineData("Clients:office:Secret", "short")]
    [InlineData("Clients:office:Scopes", "everything")]
    [InlineData("Clients:office:Organization", "*")]
    [InlineData("Clients:office:MayGrant", "events.read")]
    [InlineData("Clients:office:PublicKeys", "-----BEGIN PRIVATE KEY-----")]
    [InlineData("Clients:office:Provider:Issuer", "not a url")]
    [InlineData("Services:training:http:0", null)]
    [InlineData("Services:training:http:0", "training.internal")]
    [InlineData("Services:training:http:1", "https://127.0.0.1:9")]
    [InlineData("Identity:Issuer", "not a url")]
    [InlineData("ConnectionStrings:cache", "")]
    public async Task The_process_does_not_start_with_a_setting_that_is_missing_or_wrong(string key, string? value)
    {
        await using var app = new GatewayApp(GatewayApp.Settings((key, value)));

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(async () => await app.InitializeAsync());

        Assert.Contains(key, fault.Message, StringComparison.Ordinal);
    }
}
