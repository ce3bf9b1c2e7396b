using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class ClientAdminTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Clients = "/api/v1/gateway/clients";

    [Fact]
    public async Task A_new_client_gets_its_secret_once_and_with_it_a_token()
    {
        using var http = await gateway.App.ClientAsync("office");

        var (created, secret) = await CreateAsync(http, "sapi-portal");

        Assert.Equal($"{Clients}/sapi-portal", created.Headers.Location!.ToString());
        Assert.True(created.Headers.CacheControl!.NoStore);
        Assert.NotEmpty(await gateway.App.TokenAsync("sapi-portal", secret));
        Assert.DoesNotContain(secret, await http.GetStringAsync($"{Clients}/sapi-portal"), StringComparison.Ordinal);
        Assert.Contains("sapi-portal", await http.GetStringAsync(Clients + "?limit=200"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_operation_ignores_a_query_parameter_and_HEAD_works_wherever_GET_does()
    {
        using var http = await gateway.App.ClientAsync("office");

        Assert.Empty(await ApiConventions.FindFaultsAsync(http, "/api/v1/gateway"));
    }

    [Fact]
    public async Task The_token_endpoint_ignores_parameters_as_its_RFC_demands()
    {
        using var http = gateway.App.Anonymous();

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/.well-known/openid-configuration?noSuchParameter=1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/?utm_source=x")).StatusCode);
    }

    [Fact]
    public async Task A_repeated_request_creates_nothing_and_tells_no_secret()
    {
        using var http = await gateway.App.ClientAsync("office");
        var body = NewClient("repeated");

        var first = await (await http.PostAsync(Clients, body, "key-1")).JsonAsync();
        using var repeated = await http.PostAsync(Clients, body, "key-1");
        var second = await repeated.JsonAsync();

        Assert.NotEmpty(first["secret"]!.GetValue<string>());
        Assert.Null(second["secret"]);
        Assert.Equal(first["client"]!.ToJsonString(), second["client"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, repeated.StatusCode);
        Assert.True(repeated.Headers.CacheControl!.NoStore);
        Assert.Equal("true", repeated.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [Fact]
    public async Task A_repeated_rotation_tells_no_secret_and_the_first_one_stays_good()
    {
        using var http = await gateway.App.ClientAsync("office");
        await CreateAsync(http, "rotated-twice");

        var first = await (await http.PostAsync($"{Clients}/rotated-twice/secret", new { }, "key-2")).JsonAsync();
        using var repeated = await http.PostAsync($"{Clients}/rotated-twice/secret", new { }, "key-2");

        Assert.Null((await repeated.JsonAsync())["secret"]);
        Assert.True(repeated.Headers.CacheControl!.NoStore);
        Assert.NotEmpty(await gateway.App.TokenAsync("rotated-twice", first["secret"]!.GetValue<string>()));
    }

    [Fact]
    public async Task No_secret_is_in_what_is_stored_of_the_answers()
    {
        using var http = await gateway.App.ClientAsync("office");
        var (_, secret) = await CreateAsync(http, "unsealed");
        var envelope = gateway.App.Services.GetRequiredService<Envelope>();

        var stored = await gateway.App.InDatabaseAsync(db =>
            db.Database.SqlQuery<StoredRow>(
                    $"select answer_id as \"AnswerId\", answer as \"Answer\" from idempotency_keys where answer is not null"
                )
                .ToListAsync()
        );

        Assert.NotEmpty(stored);
        Assert.All(
            stored,
            row =>
            {
                var opened = envelope.Open<System.Text.Json.JsonElement>(row.Answer, row.AnswerId, nameof(row.Answer));
                Assert.DoesNotContain(
                    secret,
                    Encoding.UTF8.GetString(Convert.FromBase64String(opened.GetProperty("body").GetString()!)),
                    StringComparison.Ordinal
                );
            }
        );
    }

    private sealed record StoredRow(Guid AnswerId, byte[] Answer);

    [Fact]
    public async Task An_id_is_given_once()
    {
        using var http = await gateway.App.ClientAsync("office");
        await CreateAsync(http, "taken");

        using var again = await http.CreateAsync(Clients, NewClient("taken"));

        await ForwardingTests.AssertProblemAsync(again, HttpStatusCode.Conflict, "client-exists");
    }

    [Theory]
    [InlineData("Not An Id", "nrcs", "registry.read", HttpStatusCode.BadRequest, "id")]
    [InlineData("star", "*", "registry.read", HttpStatusCode.BadRequest, "organization")]
    [InlineData("odd-scope", "nrcs", "everything", HttpStatusCode.UnprocessableEntity, "scopes")]
    public async Task A_client_that_makes_no_sense_is_refused(
        string id,
        string organization,
        string scope,
        HttpStatusCode status,
        string field
    )
    {
        using var http = await gateway.App.ClientAsync("office");

        using var response = await http.CreateAsync(
            Clients,
            new
            {
                id,
                displayName = "X",
                organization,
                scopes = new[] { scope },
            }
        );

        Assert.Equal(status, response.StatusCode);
        Assert.Equal([field], await response.FieldsAsync(), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(0, await gateway.App.InDatabaseAsync(db => db.Clients.CountAsync(client => client.ClientId == id)));
    }

    [Fact]
    public async Task A_rotated_secret_replaces_the_old_one_at_once()
    {
        using var http = await gateway.App.ClientAsync("office");
        var (_, old) = await CreateAsync(http, "rotating");

        using var response = await http.CreateAsync($"{Clients}/rotating/secret", new { });
        var fresh = (await response.JsonAsync())["secret"]!.GetValue<string>();

        Assert.NotEmpty(await gateway.App.TokenAsync("rotating", fresh));
        await AssertNoTokenAsync("rotating", old);
    }

    [Fact]
    public async Task A_disabled_client_gets_no_more_tokens()
    {
        using var http = await gateway.App.ClientAsync("office");
        var (_, secret) = await CreateAsync(http, "leaving");

        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsync($"{Clients}/leaving/disable", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsync($"{Clients}/leaving/disable", null)).StatusCode);

        await AssertNoTokenAsync("leaving", secret);
        using var rotate = await http.CreateAsync($"{Clients}/leaving/secret", new { });
        await ForwardingTests.AssertProblemAsync(rotate, HttpStatusCode.Conflict, "client-disabled");
    }

    [Fact]
    public async Task A_client_of_the_configuration_cannot_be_changed_here()
    {
        using var http = await gateway.App.ClientAsync("office");

        using var rotate = await http.CreateAsync($"{Clients}/reader/secret", new { });
        using var disable = await http.PostAsync($"{Clients}/reader/disable", null);

        await ForwardingTests.AssertProblemAsync(rotate, HttpStatusCode.Conflict, "client-is-configured");
        await ForwardingTests.AssertProblemAsync(disable, HttpStatusCode.Conflict, "client-is-configured");
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync($"{Clients}/nobody/disable", null)).StatusCode);
    }

    [Fact]
    public async Task Only_an_administrator_manages_clients()
    {
        using var reader = await gateway.App.ClientAsync("reader");
        using var lesser = await gateway.App.ClientAsync("office", "registry.read");

        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(Clients)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await lesser.CreateAsync(Clients, NewClient("sneaked"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.App.Anonymous().GetAsync(Clients)).StatusCode);
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_log()
    {
        using var http = await gateway.App.ClientAsync("office");
        await CreateAsync(http, "audited");
        await http.CreateAsync($"{Clients}/audited/secret", new { });
        await http.PostAsync($"{Clients}/audited/disable", null);

        var entries = await gateway.App.InDatabaseAsync(db =>
            db.Database.SqlQuery<string>(
                    $"select client || ' ' || organization || ': ' || action as \"Value\" from audit_entries where record_ids = array['audited'] order by at"
                )
                .ToListAsync()
        );

        Assert.Equal(["office mlspp: create client", "office mlspp: rotate client secret", "office mlspp: disable client"], entries);
    }

    [Fact]
    public async Task Secrets_are_neither_stored_nor_logged_in_clear()
    {
        using var http = await gateway.App.ClientAsync("office");
        var (_, secret) = await CreateAsync(http, "secretive");
        await AssertNoTokenAsync("secretive", secret + "x");
        var token = await gateway.App.TokenAsync("secretive", secret);

        var stored = await gateway.App.InDatabaseAsync(db =>
            db.Database.SqlQuery<string>(
                    $"select c::text as \"Value\" from api_clients c union all select t::text from access_tokens t union all select k::text from idempotency_keys k union all select a::text from audit_entries a union all select s::text from signing_keys s"
                )
                .ToListAsync()
        );
        Assert.NotEmpty(stored);
        Assert.NotEmpty(gateway.App.Logs.Lines);
        foreach (var clear in new[] { secret, token, GatewayApp.SecretOf("office"), GatewayApp.SecretOf("reader") })
        {
            Assert.DoesNotContain(stored, row => row.Contains(clear, StringComparison.Ordinal));
            Assert.DoesNotContain(
                stored,
                row => row.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(clear)), StringComparison.Ordinal)
            );
            Assert.DoesNotContain(gateway.App.Logs.Lines, line => line.Contains(clear, StringComparison.Ordinal));
        }
    }

    private static object NewClient(string id) =>
        new
        {
            id,
            displayName = "A system",
            organization = "sapi",
            scopes = new[] { "registry.read" },
        };

    private static async Task<(HttpResponseMessage Response, string Secret)> CreateAsync(HttpClient http, string id)
    {
        var response = await http.CreateAsync(Clients, NewClient(id));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (response, (await response.JsonAsync())["secret"]!.GetValue<string>());
    }

    private async Task AssertNoTokenAsync(string clientId, string secret)
    {
        using var http = gateway.App.Anonymous();
        using var response = await http.PostAsync("/oauth/token", GatewayApp.Form(clientId, secret));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
