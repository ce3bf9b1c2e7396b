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
        await AssertAllAsync(strange, HttpStatusCode.NotFound, endpoints.Where(endpoint => endpoint.HasId), "not-found");
        await AssertAllAsync(strange, HttpStatusCode.Forbidden, endpoints.Where(endpoint => !endpoint.HasId), "person-required");

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
            endpoints.Where(endpoint => endpoint.HasId && !endpoint.Path.StartsWith("/referrals/", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task The_matrix_names_every_endpoint_of_the_service_with_the_assurance_that_it_asks_for()
    {
        var mapped = app
            .Service.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(Root, StringComparison.Ordinal))
            .Select(endpoint =>
                $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText!.TrimEnd('/')} {endpoint.Metadata.GetMetadata<RequiredAssurance>()?.Minimum ?? Assurance.System}"
            );

        Assert.Equal(
            mapped.Order(StringComparer.Ordinal),
            (await EndpointsAsync())
                .Select(endpoint => $"{endpoint.Method} {Root}{Pattern(endpoint.Path)} {endpoint.Assurance}")
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
            using var request = new HttpRequestMessage(endpoint.Method, Root + endpoint.Path);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = endpoint.Body switch
            {
                null => null,
                byte[] file => new ByteArrayContent(file) { Headers = { ContentType = new("image/png") } },
                var body => JsonContent.Create(body),
            };

            var response = await client.SendAsync(request);

            Assert.True(
                response.StatusCode == expected,
                $"{endpoint.Method} {endpoint.Path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}"
            );
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.True(
                problem is null || (string?)(await response.JsonAsync())["type"] == $"urn:socialservices:problem:{problem}",
                $"{endpoint.Method} {endpoint.Path}: {await response.Content.ReadAsStringAsync()}"
            );
            Assert.DoesNotContain("Durdyyewa", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<IReadOnlyList<Endpoint>> EndpointsAsync()
    {
        var (user, site) = (await app.AServiceUserAsync(), app.GivenASite());
        var @case = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        var consent = await app.AConsentAsync(@case);
        var referral = await app.Requester.CreatedAsync($"{Root}/cases/{@case}/referrals", Given.AReferral(site, consent));
        await app.Requester.MovedAsync(referral, "request");
        var entry = await app.Requester.CreatedAsync(
            $"{Root}/cases/{@case}/entries",
            new
            {
                kind = "follow-up",
                text = "Ask again.",
                due = "2030-01-01",
            }
        );
        var plan = await app.APlanAsync(@case);
        var assessment = await app.Requester.CreatedAsync($"{Root}/cases/{@case}/assessments", new { instrument = "needs-assessment" });
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", app.AGroupCycle(out _));
        var enrolled = await app.Requester.ChangedAsync(
            $"/group-cycles/{cycle}/families",
            new { members = new[] { new { caseId = @case, role = "caregiver" } } }
        );
        var member = (Guid)enrolled["members"]![0]!;
        var session = (Guid)(await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["sessions"]![0]!["id"]!;
        var complaint = await app.Requester.CreatedAsync(
            $"{Root}/complaints",
            new
            {
                kind = "complaint",
                about = "nrcs",
                text = "They were rude.",
            }
        );
        var campaign = await app.Requester.CreatedAsync($"{Root}/campaigns", Given.ACampaign());
        var household = await app.AHouseholdAsync(campaign, SomebodyOfMlspp.Worker);
        return
        [
            Write("/service-users", new { person = Given.APerson() }, hasId: false),
            Read($"/service-users/{user}"),
            Read($"/service-users/{user}/history"),
            Write($"/service-users/{user}", new { person = Given.APerson(), reason = "Misheard." }) with
            {
                Method = HttpMethod.Put,
            },
            Decide($"/service-users/{user}/merge", new { duplicate = Guid.NewGuid(), reason = "The same passport." }),
            Decide($"/service-users/{user}/undo-merge", new { reason = "Two sisters." }),
            Decide($"/service-users/{user}/erase", new { reason = "Asked for it." }),
            Decide($"/service-users/{user}/legal-hold", new { reference = "Court 17" }) with
            {
                Method = HttpMethod.Put,
            },
            Write("/group-cycles", app.AGroupCycle(out _), hasId: false),
            new(HttpMethod.Get, "/group-cycles", null, Writes: false, HasId: false, Assurance.Asserted),
            new(HttpMethod.Get, "/group-programmes/strong-families/changes", null, Writes: false, HasId: false, Assurance.Asserted),
            Read($"/group-cycles/{cycle}"),
            Write($"/group-cycles/{cycle}/families", new { members = new[] { new { caseId = @case, role = "caregiver" } } }),
            Write($"/group-cycles/{cycle}/complete", null),
            Write($"/group-sessions/{session}/attendance", new { present = Array.Empty<Guid>() }) with
            {
                Method = HttpMethod.Put,
            },
            Write(
                $"/group-members/{member}/measures",
                new
                {
                    measure = "parenting",
                    week = 0,
                    answers = new { },
                }
            ),
            Read($"/service-users/{user}/sharing"),
            Write(
                "/complaints",
                new
                {
                    kind = "complaint",
                    about = "nrcs",
                    text = "They were rude.",
                },
                hasId: false
            ),
            Write("/complaints/by-number", new { number = "F-2026-000001" }, hasId: false),
            new(HttpMethod.Get, "/complaints", null, Writes: false, HasId: false, Assurance.Asserted),
            Read($"/complaints/{complaint}"),
            Write($"/complaints/{complaint}/answer", new { answer = "We are sorry." }),
            Decide("/cases/import", "externalCode,givenName,familyName,sex,place\r\n"u8.ToArray()) with
            {
                HasId = false,
            },
            new(HttpMethod.Get, "/cases/export", null, Writes: false, HasId: false, Assurance.Authenticated),
            Read($"/cases/{@case}/suggestions?need=addiction"),
            new(HttpMethod.Get, "/work-lists/by-me", null, Writes: false, HasId: false, Assurance.Asserted),
            Write($"/referrals/{referral}/redirect", new { siteId = site, reason = "Too far." }),
            Write($"/referrals/{referral}/convert", null),
            Write($"/referrals/{referral}/contacts", new { channel = "phone", reached = true }),
            Write($"/referrals/{referral}/messages", new { text = "When?" }),
            Read($"/referrals/{referral}/messages"),
            Write($"/referrals/{referral}/links", new { }),
            Write($"/cases/{@case}/assign", new { workerId = Guid.NewGuid() }),
            Write($"/cases/{@case}/break-glass", new { reason = "The child did not come home." }),
            new(HttpMethod.Get, "/broken-glass", null, Writes: false, HasId: false, Assurance.Asserted),
            Write(
                $"/cases/{@case}/transfers",
                new
                {
                    organization = "nrcs",
                    consentId = consent,
                    summary = "Moved.",
                }
            ),
            new(HttpMethod.Get, "/transfers", null, Writes: false, HasId: false, Assurance.Asserted),
            Write($"/transfers/{await TransferAsync(@case)}/answer", new { accept = false, reason = "Full." }),
            Write($"/cases/{@case}/entries", new { kind = "note", text = "Called." }),
            Read($"/cases/{@case}/entries"),
            Write($"/entries/{entry}/done", new { outcome = "Done." }),
            Write($"/cases/{@case}/plans", Given.APlan()),
            Read($"/cases/{@case}/plans"),
            Write($"/plans/{(Guid)plan["id"]!}/submit", null),
            Decide($"/plans/{(Guid)plan["id"]!}/decide", new { approve = true }),
            Write($"/plan-actions/{(Guid)plan["goals"]![0]!["actions"]![0]!["id"]!}/done", new { outcome = "Done." }),
            Write($"/cases/{@case}/attachments", Given.APng()),
            Read($"/cases/{@case}/attachments"),
            Read($"/attachments/{await app.AnAttachmentAsync(@case)}"),
            Write($"/consents/{consent}/signature", Given.APng()),
            Read($"/consents/{consent}/signature"),
            new(HttpMethod.Get, "/agreements", null, Writes: false, HasId: false, Assurance.System),
            new(HttpMethod.Get, "/instruments", null, Writes: false, HasId: false, Assurance.System),
            new(HttpMethod.Get, "/instruments/needs-assessment", null, Writes: false, HasId: false, Assurance.System),
            Office(HttpMethod.Put, "/agreements/nrcs", new { reference = "DSA-1", validFrom = "2020-01-01" }),
            Office(HttpMethod.Post, "/instruments", new { code = "x" }),
            Write($"/cases/{@case}/assessments", new { instrument = "needs-assessment" }),
            Read($"/cases/{@case}/assessments"),
            Read($"/assessments/{assessment}"),
            Write($"/assessments/{assessment}/answers", new { answers = new { } }) with
            {
                Method = HttpMethod.Put,
            },
            Decide($"/assessments/{assessment}/complete", null),
            Decide($"/assessments/{assessment}/enter-in-error", new { reason = "Wrong person." }),
            Write("/campaigns", Given.ACampaign(), hasId: false),
            Read($"/campaigns/{campaign}"),
            Read($"/campaigns/{campaign}/households"),
            Write(
                $"/campaigns/{campaign}/households",
                new
                {
                    households = new[]
                    {
                        new
                        {
                            place = "TM-S-01",
                            label = "House 4",
                            workerId = SomebodyOfMlspp.Worker,
                        },
                    },
                }
            ),
            Write($"/households/{household}/end", new { state = "refused" }),
            new(HttpMethod.Post, "/service-users/search", new { externalCode = "FAM-1" }, Writes: false, HasId: false, Assurance.Asserted),
            Write("/cases", new { serviceUserId = user }, hasId: false),
            new(HttpMethod.Get, "/cases", null, Writes: false, HasId: false, Assurance.Asserted),
            Read($"/cases/{@case}"),
            Write($"/cases/{@case}/close", new { reason = "goals-met" }),
            Write($"/cases/{@case}/reopen", new { reason = "Came back." }),
            Write($"/cases/{@case}/consents", Given.AConsent()),
            Read($"/cases/{@case}/consents"),
            Read($"/consents/{consent}"),
            Write($"/consents/{consent}/withdraw", new { reason = "Changed her mind." }),
            Write($"/cases/{@case}/referrals", Given.AReferral(site, consent)),
            new(HttpMethod.Get, "/referrals", null, Writes: false, HasId: false, Assurance.System),
            new(HttpMethod.Get, $"/referrals/{referral}", null, Writes: false, HasId: true, Assurance.System),
            new(HttpMethod.Get, "/audit", null, Writes: false, HasId: false, Assurance.System),
            new(HttpMethod.Get, "/audit/own", null, Writes: false, HasId: false, Assurance.Asserted),
            .. Moves.Select(move => Write($"/referrals/{referral}/{move}", Given.BodyOf(move))),
        ];

        async Task<Guid> TransferAsync(Guid of)
        {
            var own = await app.AConsentAsync(of, Given.AConsent(recipients: ["keyik-okara"]));
            return await app.Requester.CreatedAsync(
                $"{Root}/cases/{of}/transfers",
                new
                {
                    organization = "keyik-okara",
                    consentId = own,
                    summary = "Moved.",
                }
            );
        }

        static Endpoint Decide(string path, object? body) =>
            new(HttpMethod.Post, path, body, Writes: true, HasId: true, Assurance.Authenticated);
        static Endpoint Office(HttpMethod method, string path, object body) =>
            new(method, path, body, Writes: true, HasId: false, Assurance.System) { IsOffices = true };
        static Endpoint Read(string path) => new(HttpMethod.Get, path, null, Writes: false, HasId: true, Assurance.Asserted);
        static Endpoint Write(string path, object? body, bool hasId = true) =>
            new(HttpMethod.Post, path, body, Writes: true, hasId, Assurance.Asserted);
    }

    private sealed record Endpoint(HttpMethod Method, string Path, object? Body, bool Writes, bool HasId, Assurance Assurance)
    {
        /// <summary>For the programme's office: another scope, and no organization.</summary>
        public bool IsOffices { get; init; }
    }
}
