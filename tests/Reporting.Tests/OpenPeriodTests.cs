using System.Text.Json.Nodes;
using Grpc.Core;
using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Reporting.V1;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>Figures of the quarter that is not over, for readers outside (cases/security.md S3 and S5).</summary>
public sealed class OpenPeriodTests : IAsyncLifetime
{
    private const string Figure = "/api/v1/reporting/open-period/cases-opened?by=sex";
    private readonly ReportingApp app = ReportingApp.ThatIsTold();
    private readonly Programme programme = Programme.Tell(0);

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        await app.HearAsync(programme.Events);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_case_that_is_added_is_not_seen_on_the_same_day()
    {
        await OpenAsync(23);
        var before = await TextAsync();
        await OpenAsync(1); // an invented one, by a client with referrals.write and reporting.read

        Assert.Equal(before, await TextAsync());
    }

    [Fact]
    public async Task Numbers_of_people_are_multiples_of_five_and_the_same_in_every_format_and_on_every_replica()
    {
        await OpenAsync(23);
        var figure = JsonNode.Parse(await TextAsync())!;
        var total = (int)figure["cells"]!.AsArray().First(cell => cell!["at"]!.AsArray().All(at => (string)at! is "total"))!["value"]!;

        Assert.All(figure["cells"]!.AsArray(), cell => Assert.Equal(0, (int)cell!["value"]! % 5));
        Assert.Contains(total, (int[])[20, 25]);
        var grpc = await new Contracts.Reporting.V1.Indicators.IndicatorsClient(app.Grpc()).GetIndicatorAsync(
            new GetIndicatorRequest { Code = "cases-opened", By = "sex" }
        );
        Assert.Equal(total, grpc.Total.Value);

        // Another replica, or the same one tomorrow with the same people: the same number.
        await app.ExecuteAsync("delete from daily_figures");
        Assert.Equal(figure["cells"]!.ToJsonString(), JsonNode.Parse(await TextAsync())!["cells"]!.ToJsonString());
    }

    [Fact]
    public async Task Watching_day_by_day_does_not_tell_the_next_case()
    {
        // Of twenty days with one more case each, most show no change, and none shows one more.
        await OpenAsync(23);
        var seen = new List<int>();
        for (var day = 0; day < 20; day++)
        {
            await OpenAsync(1);
            await app.ExecuteAsync("delete from daily_figures");
            seen.Add((int)JsonNode.Parse(await TextAsync())!["cells"]![0]!["value"]!);
        }

        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.Equal(0, (pair.Second - pair.First) % 5));
        Assert.All(seen.Index(), pair => Assert.InRange(pair.Item, 24 + pair.Index - 4, 24 + pair.Index + 4));
    }

    [Theory]
    [InlineData("reporting.read", "happiness", "", StatusCode.NotFound)]
    [InlineData("reporting.read", "people-trained", "status", StatusCode.InvalidArgument)]
    [InlineData("registry.read", "people-trained", "", StatusCode.PermissionDenied)]
    [InlineData(null, "people-trained", "", StatusCode.Unauthenticated)]
    public async Task Grpc_refuses_what_rest_refuses(string? scopes, string code, string by, StatusCode expected)
    {
        var client = new Contracts.Reporting.V1.Indicators.IndicatorsClient(app.Grpc(scopes));

        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.GetIndicatorAsync(new GetIndicatorRequest { Code = code, By = by })
        );

        Assert.Equal(expected, refusal.StatusCode);
    }

    private Task<string> TextAsync() => app.Client().GetStringAsync(Figure);

    // In this quarter, before today: on its first day there is none.
    private Task OpenAsync(int cases)
    {
        var at = DateTimeOffset.UtcNow.AddDays(-1);
        return app.HearAsync([
            .. Enumerable
                .Range(0, cases)
                .Select(i =>
                    programme.Add(
                        "referrals",
                        at,
                        new CaseOpened(
                            Guid.CreateVersion7(),
                            "nrcs",
                            Programme.Person(i % 3 == 0 ? "male" : "female", "25-44", false, "TM-S")
                        )
                    )
                ),
        ]);
    }
}
