using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Searching;

/// <summary>Filters by hours, language and accessibility, and what is not to be found.</summary>
public sealed class OpenSitesTests(RegistryApp app) : IClassFixture<RegistryApp>, IAsyncLifetime
{
    private const string MondayMorning = """
        {
          "schedule": {
            "weekly": [{ "weekday": "monday", "opens": "09:00", "closes": "13:00" }],
            "exceptions": [
              { "from": "2026-12-28", "until": "2026-12-28", "closed": true },
              { "from": "2026-12-27", "until": "2026-12-27", "closed": false, "opens": "10:00", "closes": "12:00" }]
          },
          "languages": ["tk", "rsl"],
          "accessibility": ["wheelchair", "lift"]
        }
        """;

    private const string AllMonday = """
        {
          "schedule": { "weekly": [{ "weekday": "monday", "opens": "00:00", "closes": "24:00" }], "exceptions": [] },
          "languages": ["tk", "ru"],
          "accessibility": ["wheelchair"]
        }
        """;

    private const string Organization = "ashgabat-ssc";

    private readonly string mark = Guid.NewGuid().ToString("n")[..8]; // the class has one database, and each test its own sites

    public async ValueTask InitializeAsync()
    {
        await OpenAsync("open", MondayMorning);
        await OpenAsync("night", AllMonday);
        await OpenAsync("silent", null);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("openAt=2026-11-23T09:00", "night open")]
    [InlineData("openAt=2026-11-23T12:59:59", "night open")]
    [InlineData("openAt=2026-11-23T13:00", "night")]
    [InlineData("openAt=2026-11-24T10:00", "")]
    [InlineData("openAt=2026-11-23T04:30:00Z", "night open")]
    [InlineData("openAt=2026-11-23T08:30:00Z", "night")]
    [InlineData("openAt=2026-11-23T06:30:00%2B02:00", "night open")]
    [InlineData("openAt=2026-11-22T21:30:00-05:00", "night")]
    [InlineData("openAt=2026-12-28T10:00", "night")]
    [InlineData("openAt=2026-12-27T10:00", "open")]
    [InlineData("language=rsl", "open")]
    [InlineData("language=tk&q=goldaw", "night open")]
    [InlineData("language=en", "")]
    [InlineData("accessibility=wheelchair", "night open")]
    [InlineData("accessibility=wheelchair&accessibility=lift", "open")]
    [InlineData("accessibility=wheelchair&language=ru&openAt=2026-11-23T10:00", "night")]
    public async Task A_filter_keeps_what_fits(string query, string expected) => Assert.Equal(expected, await FindAsync(query));

    [Fact]
    public async Task Open_now_is_by_the_services_clock()
    {
        var expected = await FindAsync($"openAt={app.Clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss}Z");

        Assert.Equal(expected, await FindAsync("openAt=now"));
    }

    [Fact]
    public async Task What_is_closed_or_deleted_is_found_only_by_who_asks_for_it()
    {
        var closed = await OpenAsync("over", null);
        var tag = (await app.Office().GetAsync(closed)).Headers.ETag!.Tag;
        Assert.Equal(
            HttpStatusCode.OK,
            (await app.Office().PutAsync($"{closed}/status", new { status = "closed", reason = "The house was sold." }, tag)).StatusCode
        );
        var deleted = await OpenAsync("gone", null);
        await using (var db = app.OpenDatabase())
        {
            await db.Database.ExecuteSqlRawAsync(
                "update sites set deleted_at = now(), deletion_reason = 'Entered twice.' where code like '%gone'"
            );
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.Office().GetAsync(deleted)).StatusCode);
        Assert.Equal("night open silent", await FindAsync(""));
        Assert.Equal("over", await FindAsync("status=closed"));
        Assert.Equal("night open over silent", await FindAsync("status=any"));
        Assert.Equal("night open over silent", await FindAsync("status=any&q=goldaw"));
    }

    private async Task<string> OpenAsync(string code, string? details)
    {
        var body = Given.SiteBody(Organization, code: $"{mark}-{code}");
        body["details"] = details is null ? null : JsonNode.Parse(details);
        var response = await app.Office().CreateAsync(RegistryApp.Sites, body);
        Assert.True(response.StatusCode is HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.ToString();
    }

    /// <returns>What of the sites of this test is found.</returns>
    private async Task<string> FindAsync(string query)
    {
        var response = await app.Client("registry.read").GetAsync($"{RegistryApp.Sites}?limit=200&organization={Organization}&{query}");
        Assert.True(response.StatusCode is HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return string.Join(
            ' ',
            (await response.JsonAsync())["items"]!
                .AsArray()
                .Select(site => (string)site!["code"]!)
                .Where(code => code.StartsWith(mark, StringComparison.Ordinal))
                .Select(code => code[(mark.Length + 1)..])
                .Order()
        );
    }
}
