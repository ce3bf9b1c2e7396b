using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class ImportCrashTests(RunningSystem system)
{
    private const string Imports = "/api/v1/registry/imports";
    private const int Rows = 12_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4); // the dead worker's lease runs out first

    // The gateway lets a client ask ten times a second.
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(2);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_whose_worker_is_killed_goes_on_where_it_stopped_and_doubles_nothing()
    {
        await system.StoryAsync();
        using var programme = await system.ClientAsync("programme");
        var id = (string)(await UploadAsync(programme))["id"]!;

        // Some batches are committed and others are not.
        await Eventually.GetAsync(() => ImportAsync(programme, id), import => (int)import["rows"]!["read"]! > 0, Patience, Often);
        await system.Resources.KillAsync("registry");
        await system.Resources.StartAsync("registry", CancellationToken);

        var ended = await Eventually.GetAsync(
            () => ImportAsync(programme, id),
            import => (string?)import["state"] is not ("queued" or "running"),
            Patience,
            Seldom
        );
        Assert.Equal("finished", (string)ended["state"]!);
        Assert.Equal((Rows, Rows, 0), ((int)ended["rows"]!["read"]!, (int)ended["rows"]!["created"]!, (int)ended["rows"]!["rejected"]!));
        Assert.Equal(id, (string)(await UploadAsync(programme))["id"]!);
        var exported = (
            await programme.GetStringAsync("/api/v1/registry/sites.csv?organization=ashgabat-school-support", CancellationToken)
        )
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(',')[1])
            .ToList();
        Assert.Equal(Rows, exported.Count);
        Assert.Equal(Rows, exported.Distinct().Count());

        // What is told after all of them through the same queue: reporting has heard of each, and the tests to come find it idle.
        var before = await SitesOperatingAsync(programme);
        using var opened = await programme.CreateAsync(
            "/api/v1/registry/sites",
            new
            {
                organization = "ashgabat-school-support",
                serviceType = "active-family-support",
                place = "TM-S",
                capacity = 1,
                status = "active",
                code = "after-the-crash",
                name = new
                {
                    tk = "Soňra",
                    ru = "После",
                    en = "After",
                },
            }
        );
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync(CancellationToken));
        await Eventually.GetAsync(() => SitesOperatingAsync(programme), sites => sites == before + 1, Patience, Seldom);
    }

    private static async Task<JsonNode> UploadAsync(HttpClient programme)
    {
        var csv = new StringBuilder("organization,code,serviceType,place,nameTk,nameRu,nameEn,status,total\r\n");
        for (var row = 1; row <= Rows; row++)
        {
            csv.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"ashgabat-school-support,crash-{row},active-family-support,TM-S,Mekdep {row},Школа {row},School {row},planned,5\r\n"
            );
        }

        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv.ToString()))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("text/csv") },
        };
        using var answer = await programme.PostAsync($"{Imports}?kind=sites", file, CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(CancellationToken));
        return await answer.JsonAsync();
    }

    private static async Task<long> SitesOperatingAsync(HttpClient programme) =>
        (long)
            (await (await programme.GetAsync("/api/v1/reporting/inside/sites-operating?organization=all", CancellationToken)).JsonAsync())[
                "total"
            ]!;

    // While the registry is away the gateway says so.
    private static async Task<JsonNode> ImportAsync(HttpClient programme, string id)
    {
        using var answer = await programme.GetAsync($"{Imports}/{id}", CancellationToken);
        return answer.IsSuccessStatusCode
            ? await answer.JsonAsync()
            : new JsonObject
            {
                ["state"] = "queued",
                ["rows"] = new JsonObject { ["read"] = 0 },
            };
    }
}
