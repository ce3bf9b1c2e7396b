using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Every endpoint against every kind of caller that must not get through.</summary>
public sealed partial class AccessTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    private static readonly string[] Moves =
    [
        "request",
        "accept",
        "reject",
        "start",
        "hold",
        "complete",
        "fail",
        "cancel",
        "enter-in-error",
    ];

    [Fact]
    public async Task Without_a_valid_token_every_endpoint_answers_401()
    {
        var issuer = app.Service.Issuer;
        foreach (
            var token in new[]
            {
                null,
                "not-a-token",
                issuer.Token(Both, lifetime: TimeSpan.FromMinutes(-5)),
                issuer.Token(Both, audience: "somebody-else"),
            }
        )
        {
            using var client = new HttpClient { BaseAddress = app.Service.RestAddress };
            client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            await AssertAllAsync(client, HttpStatusCode.Unauthorized, await EndpointsAsync());
        }
    }

    [Fact]
    public async Task Without_its_scope_every_endpoint_answers_403()
    {
        var endpoints = await EndpointsAsync();
        using var reader = app.Service.Client("referrals.read registry.write programme.manage");
        using var writer = app.Service.Client("referrals.write registry.read programme.manage");

        using var outsider = app.Service.Client(Both);
        await AssertAllAsync(reader, HttpStatusCode.Forbidden, endpoints.Where(endpoint => endpoint.Writes && !endpoint.IsOffices));
        await AssertAllAsync(outsider, HttpStatusCode.Forbidden, endpoints.Where(endpoint => endpoint.IsOffices));
        await AssertAllAsync(writer, HttpStatusCode.Forbidden, endpoints.Where(endpoint => !endpoint.Writes));
    }

    [Fact]
    public async Task A_client_that_acts_for_no_organization_gets_403_everywhere()
    {
        using var service = app.Service.Client(Both, organization: "", clientId: "reporting");
        await AssertAllAsync(service, HttpStatusCode.Forbidden, await EndpointsAsync());
    }

    [Fact]
    public async Task A_system_gets_403_where_a_person_must_act_and_404_where_the_record_is_a_strangers()
    {
        var endpoints = (await EndpointsAsync()).Where(endpoint => endpoint.Assurance > Assurance.System).ToList();
        using var own = app.Service.Client(Both, "mlspp", "client-of-mlspp");
        using var strange = app.Service.Client(Both + " programme.manage", "yenme", "client-of-yenme");
        var before = await app.DumpAsync(except: "audit_%");

        await AssertAllAsync(own, HttpStatusCode.Forbidden, endpoints, "person-required");
        await AssertAllAsync(
            strange,
            HttpStatusCode.NotFound,
            endpoints.Where(endpoint => endpoint.HasId && !endpoint.IsFhir),
            "not-found"
        );
        await AssertAllAsync(
            strange,
            HttpStatusCode.Forbidden,
            endpoints.Where(endpoint => !endpoint.HasId || endpoint.IsFhir),
            "person-required"
        );

        Assert.Equal(before.Length, (await app.DumpAsync(except: "audit_%")).Length); // the refusals were recorded, nothing was changed
    }

    [Fact]
    public async Task A_system_reads_the_state_of_its_own_referrals_and_nothing_about_the_person()
    {
        var referral = await app.ARequestedReferralAsync();
        using var requester = app.Service.Client(Both, "mlspp", "client-of-mlspp");
        using var receiver = app.Service.Client(Both, "nrcs", "client-of-nrcs");

        foreach (var system in new[] { requester, receiver })
        {
            var read = await system.ReadAsync($"/referrals/{referral}");
            Assert.Equal("requested", (string)read["referral"]!["status"]!);
            Assert.All(["caseId", "serviceUserId", "person", "need"], member => Assert.Null(read[member]));
            Assert.Empty(read["allowedMoves"]!.AsArray());
            Assert.All(read["history"]!.AsArray(), step => Assert.Null(step!["text"]));
            Assert.Contains((await system.ReadAsync("/referrals?limit=200"))["items"]!.AsArray(), item => (Guid)item!["id"]! == referral);
        }

        Assert.NotNull((await app.Requester.ReadAsync($"/referrals/{referral}"))["person"]);
    }

    [Fact]
    public async Task A_stranger_gets_404_for_every_record_also_with_the_right_to_manage_the_programme()
    {
        var endpoints = await EndpointsAsync();
        await AssertAllAsync(app.Stranger, HttpStatusCode.NotFound, endpoints.Where(endpoint => endpoint.HasId));
    }

    [Fact]
    public async Task An_unknown_record_answers_as_a_strangers_does()
    {
        var unknown = await app.Requester.GetAsync($"{Root}/cases/{Guid.NewGuid()}");
        var strangers = await app.Stranger.GetAsync($"{Root}/cases/{await app.ACaseAsync()}");

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal((string)(await unknown.JsonAsync())["title"]!, (string)(await strangers.JsonAsync())["title"]!);
    }

    [Fact]
    public async Task A_stranger_finds_lists_and_uses_nothing_of_others()
    {
        var person = Given.APerson();
        var user = await app.AServiceUserAsync(person);
        var search = new { identifiers = person["identifiers"], externalCode = person["externalCode"] };

        Assert.Single(
            (await (await app.Requester.PostAsJsonAsync($"{Root}/service-users/search", search)).JsonAsync())["items"]!.AsArray()
        );
        Assert.Empty((await (await app.Stranger.PostAsJsonAsync($"{Root}/service-users/search", search)).JsonAsync())["items"]!.AsArray());
        Assert.Empty((await app.Stranger.ReadAsync("/cases"))["items"]!.AsArray());

        var registered = await (await app.Stranger.CreateAsync($"{Root}/service-users", new { person })).JsonAsync();
        Assert.NotEqual(user, (Guid)registered["id"]!);

        var opened = await app.Stranger.CreateAsync($"{Root}/cases", new { serviceUserId = user });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, opened.StatusCode);
        Assert.Equal(["serviceUserId"], await opened.FieldsAsync());
    }

    [Fact]
    public async Task The_receiver_reaches_the_referral_and_nothing_behind_it()
    {
        var endpoints = await EndpointsAsync();
        await AssertAllAsync(
            app.Receiver,
            HttpStatusCode.NotFound,
            endpoints.Where(endpoint =>
                endpoint.HasId && !endpoint.IsFhir && !endpoint.Path.StartsWith("/referrals/", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task The_matrix_names_every_endpoint_of_the_service_with_the_assurance_that_it_asks_for()
    {
        var mapped = app
            .Service.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.RoutePattern.RawText is { } path
                && (path.StartsWith(Root, StringComparison.Ordinal) || path.StartsWith(FhirRoot, StringComparison.Ordinal))
            )
            .Select(endpoint =>
                $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText!.TrimEnd('/')} {endpoint.Metadata.GetMetadata<RequiredAssurance>()?.Minimum ?? Assurance.System}"
            );

        Assert.Equal(
            mapped.Order(StringComparer.Ordinal),
            (await EndpointsAsync())
                .Select(endpoint => $"{endpoint.Method} {Pattern(endpoint.Address)} {endpoint.Assurance}")
                .Order(StringComparer.Ordinal)
        );
    }

    private static string Pattern(string path) =>
        AnyId()
            .Replace(path, "{id:guid}")
            .Replace("?need=addiction", "", StringComparison.Ordinal)
            .Replace("/group-programmes/strong-families/", "/group-programmes/{code}/", StringComparison.Ordinal)
            .Replace("/work-lists/by-me", "/work-lists/{list}", StringComparison.Ordinal)
            .Replace("/instruments/needs-assessment", "/instruments/{code}", StringComparison.Ordinal)
            .Replace("/agreements/nrcs", "/agreements/{organization}", StringComparison.Ordinal);

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex AnyId();

    private static async Task AssertAllAsync(
        HttpClient client,
        HttpStatusCode expected,
        IEnumerable<Endpoint> endpoints,
        string? problem = null
    )
    {
        foreach (var endpoint in endpoints)
        {
            using var request = new HttpRequestMessage(endpoint.Method, endpoint.Address);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = endpoint.Body switch
            {
                null => null,
                byte[] file => new ByteArrayContent(file)
                {
                    Headers = { ContentType = new(endpoint.Path == "/cases/import" ? "text/csv" : "image/png") },
                },
                var body => JsonContent.Create(body),
            };

            var response = await client.SendAsync(request);

            Assert.True(
                response.StatusCode == expected,
                $"{endpoint.Method} {endpoint.Path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}"
            );
            Assert.Equal(
                endpoint.IsFhir ? "application/fhir+json" : "application/problem+json",
                response.Content.Headers.ContentType?.MediaType
            );
            Assert.True(
                problem is null
                    || endpoint.IsFhir
                    || (string?)(await response.JsonAsync())["type"] == $"urn:socialservices:problem:{problem}",
                $"{endpoint.Method} {endpoint.Path}: {await response.Content.ReadAsStringAsync()}"
            );
            Assert.DoesNotContain("Durdyyewa", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
