using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static SocialServices.Gateway.Tests.AgencyFixture;

namespace SocialServices.Gateway.Tests;

/// <summary>Token exchange (RFC 8693): a client acts on behalf of a worker.</summary>
public sealed class ActingPersonTests(AgencyFixture agency) : IClassFixture<AgencyFixture>
{
    private const string Unknown = "acting-person-unknown";
    private const string Refused = "invalid_grant";

    [Fact]
    public async Task The_clients_own_key_vouches_for_a_worker()
    {
        var worker = agency.Register.Hire(Organization);

        using var response = await agency.ExchangeAsync(agency.Assertion(worker));

        var token = await TokenAsync(response);
        Assert.Equal(worker.ToString(), token.Subject);
        Assert.Equal(Agency, JsonNode.Parse(token.GetPayloadValue<JsonElement>("act").GetRawText())!["sub"]!.GetValue<string>());
        Assert.Equal(Agency, token.GetPayloadValue<string>("client_id"));
        Assert.Equal(Organization, token.GetPayloadValue<string>("org"));
        Assert.Equal("referral", token.GetPayloadValue<string>("purpose"));
        Assert.Equal("asserted", token.GetPayloadValue<string>("assurance"));
        Assert.Equal("registry.read referrals.read", token.GetPayloadValue<string>("scope"));
        Assert.Equal(["socialservices"], token.Audiences);
        Assert.Equal("at+jwt", token.Typ);
        Assert.True(token.ValidTo - token.IssuedAt <= TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task The_registered_provider_vouches_for_a_worker_who_has_logged_in()
    {
        var worker = agency.Register.Hire(Organization);

        using var response = await agency.ExchangeAsync(agency.Login(worker));

        var token = await TokenAsync(response);
        Assert.Equal(worker.ToString(), token.Subject);
        Assert.Equal("authenticated", token.GetPayloadValue<string>("assurance"));
        Assert.Equal("case-management", token.GetPayloadValue<string>("purpose"));
    }

    [Fact]
    public async Task The_token_is_good_at_the_gateway_and_can_be_narrowed()
    {
        var worker = agency.Register.Hire(Organization);
        using var narrowed = await agency.ExchangeAsync(agency.Assertion(worker), more: ("scope", "referrals.read"));
        using var wider = await agency.ExchangeAsync(agency.Assertion(worker), more: ("scope", "referrals.write"));

        var token = await TokenAsync(narrowed);
        Assert.Equal("referrals.read", token.GetPayloadValue<string>("scope"));
        using var http = agency.With(token);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/referrals/cases")).StatusCode);
        await RefusedAsync(wider, "invalid_scope");
    }

    [Fact]
    public async Task Claims_about_team_place_role_and_organization_are_dropped()
    {
        var worker = agency.Register.Hire(Organization);

        using var response = await agency.ExchangeAsync(
            agency.Assertion(
                worker,
                ("team", "everybody"),
                ("org", "mlspp"),
                ("role", "manager"),
                ("place", "TM"),
                ("scope", "gateway.admin"),
                ("assurance", "authenticated"),
                ("client_id", "office"),
                ("oi_scp", "gateway.admin"),
                ("oi_exp_dt", "Fri, 01 Jan 2100 00:00:00 GMT")
            )
        );

        var token = await TokenAsync(response);
        Assert.Equal(Organization, token.GetPayloadValue<string>("org"));
        Assert.Equal("asserted", token.GetPayloadValue<string>("assurance"));
        Assert.Equal(Agency, token.GetPayloadValue<string>("client_id"));
        Assert.Equal("registry.read referrals.read", token.GetPayloadValue<string>("scope"));
        Assert.DoesNotContain(token.Claims, claim => claim.Type is "team" or "role" or "place");
    }

    [Theory]
    [InlineData("left yesterday")]
    [InlineData("begins tomorrow")]
    [InlineData("works elsewhere")]
    [InlineData("is not active")]
    [InlineData("is not known")]
    public async Task A_worker_who_is_not_employed_by_the_organization_today_is_unknown(string who)
    {
        var worker = who switch
        {
            "left yesterday" => agency.Register.Hire(Organization, until: -1),
            "begins tomorrow" => agency.Register.Hire(Organization, from: 1),
            "works elsewhere" => agency.Register.Hire("mlspp"),
            "is not active" => agency.Register.Hire(Organization, active: false),
            _ => Guid.CreateVersion7(),
        };

        foreach (var token in new[] { agency.Assertion(worker), agency.Login(worker) })
        {
            using var response = await agency.ExchangeAsync(token);
            await RefusedAsync(response, Unknown);
        }

        Assert.Equal(
            2,
            await agency.App.InDatabaseAsync(db =>
                db.Database.SqlQuery<int>(
                        $"select count(*)::int as \"Value\" from audit_entries where action = 'refuse to act for worker' and record_ids @> {new[] { worker.ToString() }}"
                    )
                    .SingleAsync()
            )
        );
    }

    [Fact]
    public async Task On_the_last_day_a_worker_still_acts()
    {
        using var response = await agency.ExchangeAsync(agency.Assertion(agency.Register.Hire(Organization, until: 0)));

        await TokenAsync(response);
    }

    [Fact]
    public async Task The_client_may_present_its_own_token_as_the_actor_and_no_other()
    {
        var worker = agency.Register.Hire(Organization);
        var own = await agency.App.TokenAsync(Agency, GatewayApp.SecretOf(Agency));
        var others = await agency.App.TokenAsync(Rival, GatewayApp.SecretOf(Rival));
        var person = (await TokenAsync(await agency.ExchangeAsync(agency.Assertion(worker)))).EncodedToken;

        await TokenAsync(await ExchangeAsync(own));
        await RefusedAsync(await ExchangeAsync(others), Refused);
        await RefusedAsync(await ExchangeAsync(person), Refused);

        Task<HttpResponseMessage> ExchangeAsync(string actor) =>
            agency.ExchangeAsync(
                agency.Assertion(worker),
                more: [("actor_token", actor), ("actor_token_type", "urn:ietf:params:oauth:token-type:access_token")]
            );
    }

    [Fact]
    public async Task A_client_that_acts_for_no_organization_acts_for_no_worker()
    {
        var now = DateTimeOffset.UtcNow;
        var token = agency.ServicesKey.Sign(
            "JWT",
            ("iss", "registry"),
            ("sub", agency.Register.Hire("").ToString()),
            ("aud", GatewayApp.OwnIssuer),
            ("purpose", "referral"),
            ("iat", now.ToUnixTimeSeconds()),
            ("exp", now.AddMinutes(4).ToUnixTimeSeconds())
        );

        await RefusedAsync(await agency.ExchangeAsync(token, "registry"), "unauthorized_client");
    }

    [Fact]
    public async Task While_the_registry_is_away_nobody_acts_and_the_client_is_told_to_come_back()
    {
        var worker = agency.Register.Hire(Organization);
        agency.Register.Fault = StatusCode.Unavailable;
        using var response = await agency.ExchangeAsync(agency.Assertion(worker));
        agency.Register.Fault = null;

        await RefusedAsync(response, "temporarily_unavailable");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("X-User-Id")]
    [InlineData("x-forwarded-user")]
    [InlineData("X_Worker_Id")]
    [InlineData("Remote-User")]
    [InlineData("X-Acting-Person")]
    [InlineData("X-On-Behalf-Of")]
    [InlineData("X-Auth-Request-Email")]
    [InlineData("X-Assurance")]
    [InlineData("Purpose")]
    [InlineData("From")]
    public async Task A_header_that_names_a_person_does_not_reach_a_service(string header)
    {
        using var http = agency.With(await TokenAsync(await agency.ExchangeAsync(agency.Assertion(agency.Register.Hire(Organization)))));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/referrals/cases");
        request.Headers.TryAddWithoutValidation(header, Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", "agency/1.0");
        request.Headers.Add("X-Correlation", "kept");

        var echo = (await (await http.SendAsync(request)).Content.ReadFromJsonAsync<Echo>())!;

        Assert.DoesNotContain(header, echo.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("agency/1.0", echo.Headers["User-Agent"]);
        Assert.Equal("kept", echo.Headers["X-Correlation"]);
    }

    [Fact]
    public async Task The_audit_log_says_for_whom_the_client_acted()
    {
        var worker = agency.Register.Hire(Organization);
        await TokenAsync(await agency.ExchangeAsync(agency.Assertion(worker)));

        Assert.Equal(
            "agency nrcs: act for worker",
            await agency.App.InDatabaseAsync(db =>
                db.Database.SqlQuery<string>(
                        $"select client || ' ' || organization || ': ' || action as \"Value\" from audit_entries where record_ids @> {new[] { worker.ToString() }}"
                    )
                    .SingleAsync()
            )
        );
    }
}
