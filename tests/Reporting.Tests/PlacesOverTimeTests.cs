using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Registry;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>An etrap that becomes part of another one keeps its past, and counts there from that day on.</summary>
public sealed class PlacesOverTimeTests : IAsyncLifetime
{
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
            await app.Office().GetAsync($"/api/v1/reporting/inside/cases-opened?organization=all&by=place&period={period}")
        ).JsonAsync();
        int At(string place) => (int)figure["cells"]!.AsArray().Single(cell => (string)cell!["key"]! == place)!["value"]!;
        return (At("TM-S-01"), At("TM-S-02"));
    }
}
