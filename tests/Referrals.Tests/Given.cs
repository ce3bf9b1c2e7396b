using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Stories that tests begin with.</summary>
internal static partial class Given
{
    public const string ARejectionByTask = """
        {"resourceType":"Task","status":"rejected","intent":"order","note":[{"text":"Full."}],
        "statusReason":{"coding":[{"system":"urn:socialservices:end-reason","code":"no-capacity"}]}}
        """;

    public static readonly string[] AllCategories = ["identity", "contact", "identifiers", "disability", "need"];

    public static Dictionary<string, object?> APerson(string? family = null, string? given = null) =>
        new()
        {
            ["givenName"] = given ?? "Ogulgerek " + AName(), // like nobody else: who resembles others is asked about
            ["familyName"] = family ?? AName() + " Durdyyewa",
            ["patronymic"] = "Baýramowna",
            ["sex"] = "female",
            ["birthDate"] = ABirthDate(),
            ["disability"] = false,
            ["place"] = "TM-S-02",
            ["phone"] = $"+993 {Random.Shared.Next(60, 72)} 000111 {Random.Shared.Next(100, 1000)}",
            ["address"] = "Görogly köçesi 17",
            ["identifiers"] = new[] { new { kind = "passport", value = $"I-AS {Guid.NewGuid().GetHashCode() & 0xFFFFFF:D8}" } },
            ["externalCode"] = $"FAM-{Guid.NewGuid():n}",
        };

    public static string AName() => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)Random.Shared.Next('a', 'z' + 1)));

    public static string ABirthDate() =>
        new DateOnly(1940, 1, 1).AddDays(Random.Shared.Next(20_000)).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    public static object AConsent(
        string[]? purposes = null,
        string[]? recipients = null,
        string[]? categories = null,
        string from = "2026-01-01",
        string? until = null
    ) =>
        new
        {
            purposes = purposes ?? ["case-management", "referral"],
            recipients = recipients ?? ["nrcs"],
            dataCategories = categories ?? AllCategories,
            givenBy = "guardian",
            guardianName = "Annamuhammet Garajaýew",
            validFrom = from,
            validUntil = until,
        };

    public static async Task<Guid> AServiceUserAsync(this ReferralsApp app, object? person = null) =>
        await app.Requester.CreatedAsync($"{Root}/service-users", new { person = person ?? APerson() });

    public static async Task<Guid> ACaseAsync(this ReferralsApp app) =>
        await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync() });

    public static Task<Guid> AConsentAsync(this ReferralsApp app, Guid caseId, object? consent = null) =>
        app.Requester.CreatedAsync($"{Root}/cases/{caseId}/consents", consent ?? AConsent());

    public static object AReferral(Guid siteId, Guid consentId, string[]? shared = null, string priority = "urgent") =>
        new
        {
            siteId,
            need = "Needs counselling after losing work; drinks again.",
            priority,
            consentId,
            sharedData = shared ?? AllCategories,
        };

    public static async Task<Guid> ADraftAsync(
        this ReferralsApp app,
        Guid? siteId = null,
        string[]? shared = null,
        string priority = "urgent"
    )
    {
        var caseId = await app.ACaseAsync();
        var consentId = await app.AConsentAsync(caseId);
        return await app.Requester.CreatedAsync(
            $"{Root}/cases/{caseId}/referrals",
            AReferral(siteId ?? app.GivenASite(), consentId, shared, priority)
        );
    }

    public static async Task<Guid> ARequestedReferralAsync(
        this ReferralsApp app,
        Guid? siteId = null,
        string[]? shared = null,
        string priority = "urgent"
    )
    {
        var id = await app.ADraftAsync(siteId, shared, priority);
        await app.Requester.MovedAsync(id, "request");
        return id;
    }

    public static async Task<Guid> AnAcceptedReferralAsync(this ReferralsApp app)
    {
        var id = await app.ARequestedReferralAsync();
        await app.Receiver.MovedAsync(id, "accept", new { workerId = app.GivenAWorker() });
        return id;
    }

    /// <summary>Makes a move without a claim that it succeeds.</summary>
    public static Task<HttpResponseMessage> MoveAsync(
        this HttpClient client,
        Guid referralId,
        string move,
        object? body = null,
        string? ifMatch = "*"
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/referrals/{referralId}/{move}")
        {
            Content = (body ?? BodyOf(move)) is { } content ? JsonContent.Create(content, options: JsonSerializerOptions.Web) : null,
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return client.SendAsync(request);
    }

    public static async Task<JsonNode> MovedAsync(this HttpClient client, Guid referralId, string move, object? body = null)
    {
        var response = await client.MoveAsync(referralId, move, body);
        Assert.True(
            response.StatusCode is HttpStatusCode.OK,
            $"{move}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}"
        );
        return await response.JsonAsync();
    }

    /// <summary>A change of a record as it is.</summary>
    public static Task<HttpResponseMessage> ChangeAsync(this HttpClient client, string path, object body, string ifMatch = "*") =>
        client.SendAsync(HttpMethod.Post, path, body, ifMatch);

    public static async Task<JsonNode> ChangedAsync(this HttpClient client, string path, object body)
    {
        var response = await client.ChangeAsync(path, body);
        Assert.True(
            response.StatusCode is HttpStatusCode.OK,
            $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}"
        );
        return await response.JsonAsync();
    }

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, object body, string ifMatch)
    {
        var request = new HttpRequestMessage(method, Root + path)
        {
            Content = JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    public static async Task<JsonNode> ReadAsync(this HttpClient client, string path)
    {
        var response = await client.GetAsync(Root + path);
        Assert.True(
            response.StatusCode is HttpStatusCode.OK,
            $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}"
        );
        return await response.JsonAsync();
    }

    public static async Task<string> StatusAsync(this HttpClient client, Guid referralId) =>
        (string)(await client.ReadAsync($"/referrals/{referralId}"))["referral"]!["status"]!;

    public static async Task<Guid> CreatedAsync(this HttpClient client, string path, object body)
    {
        var response = await client.CreateAsync(path, body);
        Assert.True(
            response.StatusCode is HttpStatusCode.Created,
            $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}"
        );
        return (Guid)(await response.JsonAsync())["id"]!;
    }

    public static object? BodyOf(string move) =>
        move switch
        {
            "accept" => new { workerId = Guid.NewGuid() },
            "reject" or "fail" or "cancel" => new { reasonCode = "not-reachable", reason = "Nobody opens the door." },
            "hold" or "enter-in-error" => new { reason = "The mother is in hospital." },
            "complete" => new { outcome = "Seven sessions; back at work." },
            _ => null,
        };
}
