using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Gateway.Tests;

/// <summary>The merged document while a service is slow or away.</summary>
public sealed class IncompleteApiDocsTests
{
    [Fact]
    public async Task The_last_good_copy_serves_while_a_service_is_away()
    {
        var registry = await Backend.StartAsync("registry");
        await using var others = await Backend.StartAsync("others");
        await using var app = await BehindAsync(registry, others);
        Assert.Empty(Unavailable(await ApiDocsTests.DocumentAsync(app)));
        await registry.DisposeAsync();

        Assert.DoesNotContain("registry", Unavailable(await ApiDocsTests.DocumentAsync(app))); // kept for half a minute
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await ApiDocsTests.DocumentAsync(app);

        Assert.Contains("registry", Unavailable(later));
        Assert.True(later["paths"]!.AsObject().ContainsKey("/api/v1/registry/items"));
        using var office = await app.ClientAsync("office");
        var answers = new DocumentedAnswers(later);
        Assert.Equal(502, (await answers.AddAsync(await office.GetAsync("/api/v1/registry/items")))["status"]!.GetValue<int>());
        await answers.AssertValidAsync();
    }

    [Fact]
    public async Task A_service_may_take_seconds_for_its_first_document()
    {
        await using var registry = await Backend.StartAsync("registry");
        await using var others = await Backend.StartAsync("others");
        await using var app = await BehindAsync(registry, others);
        registry.DocumentTakes = TimeSpan.FromSeconds(2);
        using var http = app.Anonymous();

        using var answer = await http.GetAsync("/openapi/v1.json");

        Assert.Equal("public, max-age=30", answer.Headers.CacheControl!.ToString());
        Assert.Empty(Unavailable((await answer.JsonAsync()).AsObject()));
        Assert.DoesNotContain("Missing", Description(await ApiDocsTests.DocumentAsync(app)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_in_which_a_service_is_missing_says_so_is_kept_by_nobody_and_is_soon_made_anew()
    {
        await using var registry = await Backend.StartAsync("registry");
        await using var others = await Backend.StartAsync("others");
        await using var app = await BehindAsync(registry, others);
        registry.HasDocument = false;
        using var http = app.Anonymous();

        foreach (var time in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromSeconds(4)])
        {
            app.Clock.Advance(time);
            using var answer = await http.GetAsync("/openapi/v1.json");
            var incomplete = (await answer.JsonAsync()).AsObject();
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.EndsWith("Missing now, because they do not answer: registry.", Description(incomplete), StringComparison.Ordinal);
            Assert.Equal(["registry"], Unavailable(incomplete));
            Assert.False(incomplete["paths"]!.AsObject().ContainsKey("/api/v1/registry/items"));
        }

        Assert.Single(app.Logs.Lines, line => line.Contains("The API document of registry cannot be read", StringComparison.Ordinal));
        Assert.Empty(app.Logs.Errors);
        Assert.DoesNotContain("Polly", app.Logs.All, StringComparison.Ordinal);

        registry.HasDocument = true;
        app.Clock.Advance(TimeSpan.FromSeconds(4));
        var complete = await ApiDocsTests.DocumentAsync(app);
        Assert.True(complete["paths"]!.AsObject().ContainsKey("/api/v1/registry/items"));
        Assert.DoesNotContain("Missing", Description(complete), StringComparison.Ordinal);
    }

    /// <param name="registry">The registry.</param>
    /// <param name="others">The other three services.</param>
    private static async Task<GatewayApp> BehindAsync(Backend registry, Backend others)
    {
        var app = new GatewayApp(
            GatewayApp.Settings(
                ("Services:registry:http:0", registry.Address),
                ("Services:training:http:0", others.Address),
                ("Services:referrals:http:0", others.Address),
                ("Services:reporting:http:0", others.Address)
            )
        );
        await app.InitializeAsync();
        return app;
    }

    private static string Description(JsonObject document) => document["info"]!["description"]!.GetValue<string>();

    private static IEnumerable<string> Unavailable(JsonObject document) =>
        document["x-unavailable"]?.AsArray().Select(area => area!.GetValue<string>()) ?? [];
}
