using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class OrganizationTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private static readonly object New = new
    {
        code = "new-provider",
        kind = "ngo-provider",
        name = Given.Name("New provider"),
        roles = new[] { "provider" },
    };

    [Fact]
    public async Task The_office_registers_an_organization_once_and_the_others_learn_of_it()
    {
        var created = await app.Office().CreateAsync(RegistryApp.Organizations, New);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Office().CreateAsync(RegistryApp.Organizations, New)).StatusCode);
        Assert.Equal(
            "New provider",
            (await (await app.Client("registry.read").GetAsync(created.Headers.Location)).JsonAsync())["label"]!.GetValue<string>()
        );
        await using var db = app.OpenDatabase();
        Assert.Equal(
            1,
            await db
                .Database.SqlQuery<int>(
                    $"select count(*)::int as \"Value\" from outbox where type = 'registry.organization-registered.v1' and data->>'organization' = 'new-provider'"
                )
                .SingleAsync()
        );
    }

    [Fact]
    public async Task An_organization_edits_its_own_public_facts_but_not_its_standing()
    {
        var path = $"{RegistryApp.Organizations}/yenme";
        var (yenme, tag) = (app.Provider("yenme"), (await app.Provider("yenme").GetAsync(path)).Headers.ETag!.Tag);

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.Provider("nrcs").PutAsync(path, Body("ngo-provider", "provider"), tag)).StatusCode
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await yenme.PutAsync(path, Body("un-agency", "provider"), tag)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await yenme.PutAsync(path, Body("ngo-provider", "fund"), tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await yenme.PutAsync(path, Body("ngo-provider", "provider"), null)).StatusCode);

        var edited = await yenme.PutAsync(path, Body("ngo-provider", "provider"), tag);
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        Assert.Equal("https://example.org", (await edited.JsonAsync())["website"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await yenme.PutAsync(path, Body("ngo-provider", "provider"), tag)).StatusCode);

        static object Body(string kind, string role) =>
            new
            {
                kind,
                name = Given.Name("Yenme"),
                roles = new[] { role },
                website = "https://example.org",
            };
    }

    [Theory]
    [InlineData("tk", "Türkmenistanyň Bilim ministrligi")]
    [InlineData("ru-RU,ru;q=0.9,en;q=0.5", "Министерство образования Туркменистана")]
    [InlineData("de", "Ministry of Education of Turkmenistan")]
    public async Task Names_come_in_the_language_that_the_caller_prefers(string accepted, string label)
    {
        var client = app.Client("registry.read");
        client.DefaultRequestHeaders.AcceptLanguage.Clear();
        foreach (var language in accepted.Split(','))
        {
            client.DefaultRequestHeaders.AcceptLanguage.Add(StringWithQualityHeaderValue.Parse(language));
        }

        Assert.Equal(label, (await (await client.GetAsync($"{RegistryApp.Organizations}/moe")).JsonAsync())["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task Organizations_are_listed_by_kind_and_by_role()
    {
        Assert.Equal(["undp", "unfpa", "unicef", "unodc"], await CodesAsync("kind=un-agency"));
        Assert.Equal(["unicef"], await CodesAsync("role=lead-un-agency"));
        Assert.Equal(["sapi", "undp", "unodc"], await CodesAsync("role=trainer"));

        async Task<IEnumerable<string>> CodesAsync(string query) =>
            (await (await app.Client("registry.read").GetAsync($"{RegistryApp.Organizations}?{query}")).JsonAsync())["items"]!
                .AsArray()
                .Select(item => item!["code"]!.GetValue<string>());
    }
}
