using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocialServices.Reporting.Tests.Releases;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests.Exports;

/// <summary>Releases in a DHIS2 that answers as the real one (domain.md D3).</summary>
public sealed class Dhis2Tests : IAsyncLifetime
{
    private static readonly string[] PlaceAndSex = ["place", "sex"];
    private readonly FakeDhis2 dhis2 = new();
    private readonly ReportingApp app = ReportingApp.ThatIsTold();

    public async ValueTask InitializeAsync()
    {
        app.Settings["Dhis2:Server"] = await dhis2.StartAsync();
        app.Settings["Dhis2:Token"] = "d2pat_test";
        await app.InitializeAsync();
        await app.HearAsync(Programme.Tell(60).Events);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await dhis2.DisposeAsync();
    }

    [Fact]
    public async Task A_release_is_tried_sent_corrected_and_sent_again()
    {
        var office = app.Office();
        var planned = await office.CreateAsync(
            $"{ReleasedProgramme.Root}/releases",
            new { period = "2021", tables = new[] { new { indicator = "cases-opened", by = PlaceAndSex } } }
        );
        var path = $"{ReleasedProgramme.Root}/releases/{(int)(await planned.JsonAsync())["number"]!}";
        await Eventually.GetAsync(() => ReleasedProgramme.JsonAsync(office, path), view => (string?)view["status"] is "published");
        dhis2.Unknown.Add("TM-B");

        var tried = await PushAsync(dryRun: true);
        Assert.Empty(dhis2.Values);
        var sent = await PushAsync(dryRun: false);
        Assert.NotEmpty(sent["conflicts"]!.AsArray());
        Assert.Equal(sent["conflicts"]!.ToJsonString(), tried["conflicts"]!.ToJsonString());
        Assert.Equal(409, (int)sent["statusCode"]!);
        dhis2.Unknown.Clear(); // corrected there
        var again = await PushAsync(dryRun: false);

        Assert.Empty(again["conflicts"]!.AsArray());
        Assert.True((int)again["updated"]! > 0 && (int)again["imported"]! > 0);
        Assert.Equal("ApiToken d2pat_test", dhis2.Authorization);
        Assert.NotNull(dhis2.CompleteDate);
        Assert.Equal(3, (await ReleasedProgramme.JsonAsync(office, $"{path}/dhis2-pushes"))["items"]!.AsArray().Count);

        // Zero, missing and hidden are three things.
        var table = (await ReleasedProgramme.JsonAsync(office, $"{path}/content"))["tables"]![0]!["cells"]!.AsArray();
        foreach (var cell in table.Where(cell => ((string)cell!["at"]![0]!).Length < 6 && (string)cell["at"]![1]! is "female"))
        {
            var place = (string)cell!["at"]![0]! is "total" ? "TM" : (string)cell["at"]![0]!;
            var (value, hidden) = (
                dhis2.Values.GetValueOrDefault($"CASES_OPENED {place} SEX_FEMALE"),
                dhis2.Values.GetValueOrDefault($"CASES_OPENED_HIDDEN {place} SEX_FEMALE")
            );
            Assert.Equal((string?)cell["status"] is "hidden" ? (null, "1") : (cell["value"]?.ToString(), null), (value, hidden));
        }

        async Task<JsonNode> PushAsync(bool dryRun)
        {
            var answer = await office.CreateAsync($"{path}/dhis2-pushes", new { dryRun });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return await answer.JsonAsync();
        }
    }

    /// <summary>Takes data value sets by codes, with an import summary as DHIS2 2.40 gives it.</summary>
    private sealed class FakeDhis2 : IAsyncDisposable
    {
        private WebApplication? server;

        public Dictionary<string, string> Values { get; } = [];
        public HashSet<string> Unknown { get; } = [];
        public string? Authorization { get; private set; }
        public string? CompleteDate { get; private set; }

        public async Task<string> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            server = builder.Build();
            server.MapPost("/api/dataValueSets", TakeAsync);
            await server.StartAsync();
            return server.Urls.Single();
        }

        public ValueTask DisposeAsync() => server!.DisposeAsync();

        private async Task<IResult> TakeAsync(HttpRequest request)
        {
            Authorization = request.Headers.Authorization;
            var set = (await JsonNode.ParseAsync(request.Body))!;
            var (dryRun, imported, updated, conflicts) = (request.Query["dryRun"] == "true", 0, 0, new List<JsonNode?>());
            CompleteDate = (string?)set["completeDate"] ?? CompleteDate;
            foreach (var value in set["dataValues"]!.AsArray())
            {
                if (Unknown.Contains((string)value!["orgUnit"]!))
                {
                    conflicts.Add(
                        new JsonObject
                        {
                            ["object"] = (string)value["orgUnit"]!,
                            ["value"] = "Organisation unit not found or not accessible",
                        }
                    );
                    continue;
                }

                var key = $"{value["dataElement"]} {value["orgUnit"]} {value["categoryOptionCombo"]}";
                (imported, updated) = Values.ContainsKey(key) ? (imported, updated + 1) : (imported + 1, updated);
                if (!dryRun)
                {
                    Values[key] = (string)value["value"]!;
                }
            }

            var summary = new JsonObject
            {
                ["httpStatusCode"] = conflicts.Count > 0 ? 409 : 200,
                ["status"] = conflicts.Count > 0 ? "WARNING" : "OK",
                ["response"] = new JsonObject
                {
                    ["responseType"] = "ImportSummary",
                    ["importCount"] = new JsonObject
                    {
                        ["imported"] = imported,
                        ["updated"] = updated,
                        ["ignored"] = conflicts.Count,
                        ["deleted"] = 0,
                    },
                    ["conflicts"] = new JsonArray([.. conflicts]),
                },
            };
            return Results.Content(summary.ToJsonString(), "application/json", null, conflicts.Count > 0 ? 409 : 200);
        }
    }
}
