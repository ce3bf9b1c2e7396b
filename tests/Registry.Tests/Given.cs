using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Bodies and records that tests begin with.</summary>
internal static class Given
{
    public static object Name(string en = "Families in difficulty, Ashgabat") =>
        new
        {
            tk = "Maşgala goldawy",
            ru = "Поддержка семей",
            en,
        };

    public static Dictionary<string, object?> SiteBody(string organization = "yenme", int capacity = 10, string? code = null) =>
        new()
        {
            ["organization"] = organization,
            ["serviceType"] = "families-in-difficulty",
            ["place"] = "TM-S",
            ["name"] = Name(),
            ["capacity"] = capacity,
            ["status"] = "active",
            ["code"] = code,
        };

    /// <summary>Something in every field.</summary>
    public static JsonNode Details() =>
        JsonNode.Parse(
            """
            {
              "admission": "waiting-list",
              "schedule": {
                "weekly": [
                  { "weekday": "monday", "opens": "09:00", "closes": "13:00" }, { "weekday": "monday", "opens": "14:00", "closes": "18:00" },
                  { "weekday": "saturday", "opens": "00:00", "closes": "24:00" }],
                "exceptions": [
                  { "from": "2026-09-27", "until": "2026-09-28", "closed": true, "note": "Independence Day" },
                  { "from": "2026-12-30", "until": "2026-12-31", "closed": false, "opens": "09:00", "closes": "12:00" }]
              },
              "languages": ["tk", "ru", "uzb", "rsl"],
              "accessibility": ["wheelchair", "sign-language", "home-visits"],
              "contacts": [
                { "function": "reception", "phone": "+99312345678", "email": "reception@keyik-okara.example" },
                { "function": "helpline", "phone": "+99312345679" }, { "function": "complaints", "email": "complaints@keyik-okara.example" }],
              "website": "https://keyik-okara.example/ashgabat",
              "description": { "tk": "Ýetginjekler üçin.", "ru": "Для подростков.", "en": "For adolescents.\nCome in." },
              "funding": [{ "organization": "unicef", "from": "2020-01-01", "until": "2022-06-30", "note": "Joint programme" }, { "organization": "mlspp" }]
            }
            """
        )!;

    public static Dictionary<string, object?> WorkerBody(string organization = "nrcs", string? code = null) =>
        new()
        {
            ["organization"] = organization,
            ["role"] = "social-worker",
            ["givenName"] = "Ogulgerek",
            ["familyName"] = "Annaberdiýewa",
            ["sex"] = "female",
            ["birthDate"] = "1988-04-03",
            ["disability"] = false,
            ["place"] = "TM-S-02",
            ["code"] = code,
        };

    public static async Task<Guid> SiteAsync(this RegistryApp app, int capacity = 10, string organization = "yenme") =>
        await IdOfAsync(await app.Office().CreateAsync(RegistryApp.Sites, SiteBody(organization, capacity)));

    public static async Task<Guid> WorkerAsync(this RegistryApp app, string organization = "nrcs") =>
        await IdOfAsync(await app.Office().CreateAsync(RegistryApp.Workers, WorkerBody(organization)));

    /// <summary>The office enters an accreditation that is valid.</summary>
    public static async Task AccreditAsync(this RegistryApp app, Guid site) =>
        (
            await app.ChangeSiteAsync(
                site,
                HttpMethod.Put,
                "accreditation",
                new
                {
                    number = "A-2021-0042",
                    issuedBy = "mlspp",
                    validFrom = "2021-09-01",
                }
            )
        ).EnsureSuccessStatusCode();

    /// <summary>Does something to a site, by default as the office, which has just read it.</summary>
    public static async Task<HttpResponseMessage> ChangeSiteAsync(
        this RegistryApp app,
        Guid site,
        HttpMethod method,
        string what,
        object? body,
        HttpClient? client = null
    )
    {
        client ??= app.Office();
        using var request = new HttpRequestMessage(method, $"{RegistryApp.Sites}/{site}/{what}")
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        request.Headers.TryAddWithoutValidation("If-Match", (await client.GetAsync($"{RegistryApp.Sites}/{site}")).Headers.ETag?.Tag);
        return await client.SendAsync(request);
    }

    public static async Task<Guid> IdOfAsync(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode is HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.JsonAsync())["id"]!.GetValue<Guid>();
    }
}
