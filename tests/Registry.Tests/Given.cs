using System.Net;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Bodies and records that tests begin with.</summary>
internal static class Given
{
    public static object Name(string en = "Families in difficulty, Ashgabat") => new { tk = "Maşgala goldawy", ru = "Поддержка семей", en };

    public static Dictionary<string, object?> SiteBody(string organization = "yenme", int places = 10, string? code = null) => new()
    {
        ["organization"] = organization,
        ["serviceType"] = "families-in-difficulty",
        ["place"] = "TM-S",
        ["name"] = Name(),
        ["places"] = places,
        ["status"] = "active",
        ["code"] = code,
    };

    public static Dictionary<string, object?> WorkerBody(string organization = "nrcs", string? code = null) => new()
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

    public static async Task<Guid> SiteAsync(this RegistryApp app, int places = 10, string organization = "yenme") =>
        await IdOfAsync(await app.Office().CreateAsync(RegistryApp.Sites, SiteBody(organization, places)));

    public static async Task<Guid> WorkerAsync(this RegistryApp app, string organization = "nrcs") =>
        await IdOfAsync(await app.Office().CreateAsync(RegistryApp.Workers, WorkerBody(organization)));

    private static async Task<Guid> IdOfAsync(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode is HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.JsonAsync())["id"]!.GetValue<Guid>();
    }
}
