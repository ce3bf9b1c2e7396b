using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Releases;
using SocialServices.Reporting.Tests.Releases;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>An etrap that becomes part of another one keeps its past, and counts there from that day on.</summary>
public sealed class PlacesOverTimeTests : IAsyncLifetime
{
    private const string Root = "/api/v1/reporting";
    private static readonly DateOnly Day = new(2021, 7, 1);
    private static readonly DateTimeOffset At = new(2021, 2, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly ReportingApp app = ReportingApp.ThatIsTold();
    private readonly Programme programme = Programme.Tell(0);
    private int told;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Cases_of_a_merged_etrap_count_at_its_successor_from_then_on_and_in_the_old_one_before()
    {
        await TellAsync();
        programme.Add("registry", At, new PlaceAbolished("TM-S-01", Day, "merged", ["TM-S-02"]));
        await HearAsync();

        Assert.Equal((1, 0), await CasesAsync("2021-Q1"));
        Assert.Equal((0, 1), await CasesAsync("2021-Q3"));
    }

    [Fact]
    public async Task An_end_that_is_taken_back_or_that_divides_the_etrap_moves_nobody()
    {
        await TellAsync();
        programme.Add("registry", At, new PlaceAbolished("TM-S-01", Day, "split", ["TM-S-02", "TM-S-03"]));
        await HearAsync();
        Assert.Equal((1, 0), await CasesAsync("2021-Q3"));

        programme.Add("registry", At, new PlaceAbolished("TM-S-01", Day, "merged", ["TM-S-02"]));
        programme.Add("registry", At, new PlaceDefined("TM-S-01", "TM-S", "etrap", "Bagtyyarlyk", 2, null, null));
        await HearAsync();
        Assert.Equal((1, 0), await CasesAsync("2021-Q3"));
    }

    [Fact]
    public async Task Months_quarters_and_the_year_add_up_at_each_place_across_an_abolition()
    {
        TellCases("TM-S-01", 3, 3, 3, 3, 3, 3, 2, 1, 1, 0, 0, 0);
        TellCases("TM-S-02", 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        programme.Add("registry", At, new PlaceAbolished("TM-S-01", new DateOnly(2021, 7, 15), "merged", ["TM-S-02"]));
        await HearAsync();

        var months = new List<(int Old, int Successor)>();
        for (var month = 1; month <= 12; month++)
        {
            months.Add(await CasesAsync($"2021-{month:00}"));
        }

        var quarters = new List<(int Old, int Successor)>();
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            quarters.Add(await CasesAsync($"2021-Q{quarter}"));
            Assert.Equal(Sum(months.Skip((quarter - 1) * 3).Take(3)), quarters[^1]);
        }

        Assert.Equal(Sum(quarters), await CasesAsync("2021"));
        Assert.Equal((20, 50), await CasesAsync("2021")); // those of 1 July in the old place, those of August and September not
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Few_cases_at_an_ended_place_are_no_difference_between_a_published_year_and_its_quarters(int late)
    {
        TellCases("TM-S-01", 20, 0, 0, 20, 0, 0, 0, late, 0, 0, 0, 0);
        TellCases("TM-S-02", 20, 0, 0, 20, 0, 0, 20, 0, 0, 20, 0, 0);
        programme.Add("registry", At, new PlaceAbolished("TM-S-01", Day, "merged", ["TM-S-02"]));
        await HearAsync();
        var office = app.Office();
        var answer = await office.CreateAsync(
            $"{Root}/releases",
            new { period = "2021", tables = new[] { new TableRequest("cases-opened", ["place"], "quarter") } }
        );
        var number = (int)(await answer.JsonAsync())["number"]!;
        var release = (
            await Eventually.GetAsync(
                () => ReleasedProgramme.ReadAsync<ReleaseView>(office, $"{Root}/releases/{number}"),
                view => view!.Status is ReleaseStatus.Published or ReleaseStatus.Refused,
                within: TimeSpan.FromMinutes(1)
            )
        )!;

        Assert.True(release.Status is ReleaseStatus.Published, release.RefusedBecause);
        var tables = new Dictionary<string, ReleaseTable>();
        foreach (var code in release.Tables!)
        {
            var table = (await ReleasedProgramme.ReadAsync<ReleaseTable>(office, $"{Root}/releases/{number}/tables/{code}"))!;
            tables[table.Period] = table;
        }

        decimal? Of(string period, string place) => tables[period].Cells.Single(cell => cell.At[0] == place).Value;
        foreach (var (place, year) in new[] { ("TM-S-01", 40), ("TM-S-02", 80 + late) })
        {
            Assert.Equal(year, Of("2021", place));
            Assert.Equal(year, Enumerable.Range(1, 4).Sum(quarter => Of($"2021-Q{quarter}", place)));
        }
    }

    private static (int Old, int Successor) Sum(IEnumerable<(int Old, int Successor)> parts) =>
        parts.Aggregate((Old: 0, Successor: 0), (sum, part) => (sum.Old + part.Old, sum.Successor + part.Successor));

    // On the first of each month, as many as are given.
    private void TellCases(string place, params int[] cases)
    {
        foreach (var (month, count) in cases.Index())
        {
            for (var i = 0; i < count; i++)
            {
                programme.Add(
                    "referrals",
                    new DateTimeOffset(2021, month + 1, 1, 6, 0, 0, TimeSpan.Zero),
                    new CaseOpened(Guid.CreateVersion7(), "nrcs", Programme.Person("female", "25-44", false, place), Guid.CreateVersion7())
                );
            }
        }
    }

    private Task HearAsync()
    {
        var heard = told;
        told = programme.Events.Count;
        return app.HearAsync([.. programme.Events.Skip(heard)]);
    }

    // One case in each of two quarters, in the etrap that ends between them: who entered the second did not know yet.
    private async Task TellAsync()
    {
        foreach (var at in new[] { At, At.AddMonths(6) })
        {
            programme.Add(
                "referrals",
                at,
                new CaseOpened(Guid.CreateVersion7(), "nrcs", Programme.Person("female", "25-44", false, "TM-S-01"), Guid.CreateVersion7())
            );
        }

        await HearAsync();
        Assert.Equal((1, 0), await CasesAsync("2021-Q3"));
    }

    private async Task<(int Old, int Successor)> CasesAsync(string period)
    {
        var figure = await (
            await app.Office().GetAsync($"{Root}/inside/cases-opened?organization=all&by=place&period={period}")
        ).JsonAsync();
        int At(string place) => (int)figure["cells"]!.AsArray().Single(cell => (string)cell!["key"]! == place)!["value"]!;
        return (At("TM-S-01"), At("TM-S-02"));
    }
}
