using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Bad input gets the right problem with the field named, and changes nothing.</summary>
public sealed class BadInputTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    private const string Missing = "(missing)";

    [Theory]
    [InlineData("givenName", Missing, 400)]
    [InlineData("givenName", "null", 400)]
    [InlineData("givenName", "\"\"", 400)]
    [InlineData("givenName", "\"   \"", 400)]
    [InlineData("givenName", "42", 400)]
    [InlineData("givenName", "\"A\\u0000b\"", 400)]
    [InlineData("familyName", "(long 101)", 400)]
    [InlineData("patronymic", "(long 101)", 400)]
    [InlineData("sex", "\"woman\"", 400)]
    [InlineData("sex", "1", 400)]
    [InlineData("birthDate", "\"31.12.1990\"", 400)]
    [InlineData("birthDate", "\"2999-01-01\"", 422)]
    [InlineData("birthDate", "\"1850-01-01\"", 422)]
    [InlineData("birthYear", "1850", 400)]
    [InlineData("estimatedAge", "121", 400)]
    [InlineData("disability", "\"yes\"", 400)]
    [InlineData("place", "\"Aşgabat, Görogly köçesi\"", 400)]
    [InlineData("place", Missing, 400)]
    [InlineData("place", "\"TM-S-99\"", 422)]
    [InlineData("place", "\"TM-S-98\"", 422)]
    [InlineData("phone", "\"call my sister\"", 400)]
    [InlineData("address", "(long 501)", 400)]
    [InlineData("externalCode", "(long 101)", 400)]
    [InlineData("identifiers", "[{\"kind\":\"Pass Port\",\"value\":\"1\"}]", 400)]
    [InlineData("identifiers", "[{\"kind\":\"passport\",\"value\":\"---\"}]", 400)]
    [InlineData("identifiers", "[{\"kind\":\"passport\"}]", 400)]
    [InlineData("identifiers", "[null]", 400)]
    [InlineData("nickname", "\"Gül\"", 400)]
    public async Task A_service_user_with_a_wrong_field_is_refused(string field, string json, int status) =>
        await AssertRefusedAsync(
            "/service-users",
            JsonSerializer.SerializeToNode(new { person = Given.APerson() })!,
            $"person.{field}",
            json,
            status
        );

    [Fact]
    public async Task A_place_that_does_not_exist_is_refused_wherever_it_is_said()
    {
        var cycle = JsonSerializer.SerializeToNode(app.AGroupCycle(out _))!;
        await AssertRefusedAsync("/group-cycles", cycle, "place", "\"TM-S-99\"", 422);
        var campaign = await app.Requester.CreatedAsync($"{Root}/campaigns", Given.ACampaign());
        var households = new JsonArray();
        foreach (var place in new[] { "TM-S-01", "TM-S-99" })
        {
            households.Add(
                new JsonObject
                {
                    ["place"] = place,
                    ["label"] = "Bereket 4",
                    ["workerId"] = Guid.NewGuid().ToString(),
                }
            );
        }

        var refused = await app.Requester.CreateAsync($"{Root}/campaigns/{campaign}/households", new { households });
        Assert.Equal(["households[1].place"], await refused.FieldsAsync());

        var user = await app.AServiceUserAsync(Given.APerson());
        var person = Given.APerson();
        person["place"] = "TM-S-99";
        var corrected = await app.Requester.SendAsync(HttpMethod.Put, $"/service-users/{user}", new { person, reason = "Moved." }, "*");
        Assert.Equal(["person.place"], await corrected.FieldsAsync());
    }

    [Theory]
    [InlineData("purposes", "[]", 400)]
    [InlineData("purposes", "[\"marketing\"]", 400)]
    [InlineData("recipients", "[]", 400)]
    [InlineData("recipients", "[\"NRCS\"]", 422)]
    [InlineData("recipients", "[\"nrcs\",\"nobody\"]", 422)]
    [InlineData("recipients", "[\"nrcs\",\"\",\"a\\tb\"]", 422)]
    [InlineData("recipients", "[null]", 400)]
    [InlineData("dataCategories", "[\"everything\"]", 400)]
    [InlineData("givenBy", "\"neighbour\"", 400)]
    [InlineData("guardianName", Missing, 422)]
    [InlineData("guardianName", "(long 201)", 400)]
    [InlineData("validFrom", Missing, 400)]
    [InlineData("validUntil", "\"2025-12-31\"", 422)]
    public async Task A_consent_with_a_wrong_field_is_refused(string field, string json, int status) =>
        await AssertRefusedAsync(
            $"/cases/{await app.ACaseAsync()}/consents",
            JsonSerializer.SerializeToNode(Given.AConsent())!,
            field,
            json,
            status
        );

    [Theory]
    [InlineData("siteId", "\"0192aaaa-0000-7000-8000-000000000000\"", 422)]
    [InlineData("siteId", "\"the one in Köpetdag\"", 400)]
    [InlineData("siteId", Missing, 400)]
    [InlineData("serviceType", "\"infant-home-reintegration\"", 422)]
    [InlineData("need", "\"\"", 400)]
    [InlineData("need", "(long 4001)", 400)]
    [InlineData("priority", "\"soon\"", 400)]
    [InlineData("consentId", "\"0192aaaa-0000-7000-8000-000000000000\"", 422)]
    [InlineData("sharedData", "[]", 400)]
    [InlineData("sharedData", "[\"identity\",\"contact\"]", 422)]
    [InlineData("urgency", "\"high\"", 400)]
    public async Task A_referral_with_a_wrong_field_is_refused(string field, string json, int status)
    {
        var caseId = await app.ACaseAsync();
        var consent = await app.AConsentAsync(caseId, Given.AConsent(categories: ["need", "identity"]));
        var referral = JsonSerializer.SerializeToNode(Given.AReferral(app.GivenASite(), consent, ["need"]))!;
        await AssertRefusedAsync($"/cases/{caseId}/referrals", referral, field, json, status);
    }

    [Theory]
    [InlineData("nobody-else", "", "", "")]
    [InlineData("", "reporting", "", "")]
    [InlineData("", "", "2026-01-01", "2026-01-31")]
    [InlineData("", "", "2199-01-01", "")]
    public async Task A_referral_beyond_its_consent_is_refused(string recipient, string purpose, string from, string until)
    {
        var caseId = await app.ACaseAsync();
        var consent = await app.AConsentAsync(
            caseId,
            Given.AConsent(
                recipients: recipient is "" ? null : ["yenme"],
                purposes: purpose is "" ? null : [purpose],
                from: from is "" ? "2026-01-01" : from,
                until: until is "" ? null : until
            )
        );

        var refused = await app.Requester.CreateAsync($"{Root}/cases/{caseId}/referrals", Given.AReferral(app.GivenASite(), consent));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["consentId"], await refused.FieldsAsync());
    }

    [Theory]
    [InlineData("suspended", null)]
    [InlineData("closed", null)]
    [InlineData("planned", null)]
    [InlineData("active", false)] // its accreditation is suspended
    public async Task A_site_that_takes_nobody_is_refused(string status, bool? takesPeople)
    {
        var (caseId, site) = (await app.ACaseAsync(), app.GivenASite(status: status));
        if (takesPeople is { } told)
        {
            app.Peers.Sites[site.ToString()].TakesPeople = told;
        }

        var referral = Given.AReferral(site, await app.AConsentAsync(caseId));

        var refused = await app.Requester.CreateAsync($"{Root}/cases/{caseId}/referrals", referral);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["siteId"], await refused.FieldsAsync());
    }

    [Fact]
    public async Task The_consent_of_another_case_is_refused()
    {
        var consent = await app.AConsentAsync(await app.ACaseAsync());

        var refused = await app.Requester.CreateAsync(
            $"{Root}/cases/{await app.ACaseAsync()}/referrals",
            Given.AReferral(app.GivenASite(), consent)
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["consentId"], await refused.FieldsAsync());
    }

    [Theory]
    [InlineData("reject", "reasonCode", "\"because\"")]
    [InlineData("reject", "reasonCode", Missing)]
    [InlineData("reject", "reason", Missing)]
    [InlineData("reject", "reason", "(long 2001)")]
    [InlineData("cancel", "reason", "\" \"")]
    [InlineData("enter-in-error", "reason", Missing)]
    [InlineData("accept", "workerId", Missing)]
    [InlineData("accept", "workerId", "\"Aman\"")]
    public async Task A_move_with_a_wrong_field_is_refused(string move, string field, string json)
    {
        var id = await app.ARequestedReferralAsync();
        var client = move is "enter-in-error" ? app.Requester : app.Receiver;
        await AssertRefusedAsync($"/referrals/{id}/{move}", JsonSerializer.SerializeToNode(Given.BodyOf(move))!, field, json, 400, client);
        Assert.Equal("requested", await app.Requester.StatusAsync(id));
    }

    [Theory]
    [InlineData("{\"givenName\": \"Jennet\", \"familyName\"", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("null", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{\"sex\":\"male\",\"sex\":\"female\"}", "application/json", 400)]
    [InlineData("givenName=Jennet", "application/x-www-form-urlencoded", 415)]
    public async Task What_is_not_JSON_is_refused_without_being_quoted(string body, string mediaType, int status)
    {
        var before = await CountAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + "/service-users")
        {
            Content = new StringContent(body, Encoding.UTF8, mediaType),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var response = await app.Requester.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("Jennet", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("/cases?limit=0", 400)]
    [InlineData("/cases?limit=201", 400)]
    [InlineData("/cases?after=%25%25", 422)]
    [InlineData("/cases?after=bm90LWFuLWlk", 422)]
    [InlineData("/referrals?role=observer", 422)]
    [InlineData("/referrals?status=Requested", 422)]
    [InlineData("/referrals?overdue=maybe", 400)]
    [InlineData("/cases/C-2026-000001", 404)]
    public async Task A_wrong_question_is_refused(string path, int status)
    {
        var response = await app.Requester.GetAsync(Root + path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Personal_data_is_not_searched_for_in_a_URL() =>
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed,
            (await app.Requester.GetAsync(Root + "/service-users?identifierKind=passport&identifierValue=1")).StatusCode
        );

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("{\"identifiers\":[]}", 422)]
    [InlineData("{\"identifiers\":[null]}", 400)]
    [InlineData("{\"identifiers\":[{\"kind\":\"PASSPORT\",\"value\":\"1\"}]}", 400)]
    [InlineData("{\"familyName\":\"Durdyyewa\"}", 422)]
    [InlineData("{\"nickname\":\"Gül\"}", 400)]
    [InlineData("{\"familyName\":\"A\",\"givenName\":\"B\",\"birthDate\":\"1988-01-01\",\"birthYear\":1988}", 422)]
    public async Task A_wrong_search_is_refused(string body, int status) =>
        Assert.Equal(status, (int)(await app.Requester.PostAsync(Root + "/service-users/search", JsonNode.Parse(body)!, null)).StatusCode);

    private async Task AssertRefusedAsync(string path, JsonNode body, string field, string json, int status, HttpClient? client = null)
    {
        var (within, name) = field.Split('.') is [var member, var inner] ? (body[member]!, inner) : (body, field);
        _ = json is Missing ? within.AsObject().Remove(name) : SetField(within, name, json);
        var before = await CountAsync();

        var response = await (client ?? app.Requester).CreateAsync(Root + path, body);

        Assert.True(status == (int)response.StatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.Contains(field, answer, StringComparison.Ordinal);
        Assert.NotEmpty(await response.FieldsAsync());
        Assert.DoesNotContain("Görogly", answer, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    private static bool SetField(JsonNode body, string field, string json)
    {
        body[field] = json.StartsWith("(long ", StringComparison.Ordinal)
            ? new string('ş', int.Parse(json[6..^1], System.Globalization.CultureInfo.InvariantCulture))
            : JsonNode.Parse(json);
        return true;
    }

    /// <summary>Rows that any write would add to.</summary>
    private Task<string> CountAsync() =>
        app.ScalarAsync<string>(
            """
            select concat_ws('/', (select count(*) from service_users), (select count(*) from consents), (select count(*) from referrals),
                (select count(*) from referral_moves), (select count(*) from outbox), (select count(*) from audit_entries where outcome = 'done'), (select count(*) from idempotency_keys))
            """
        );
}
