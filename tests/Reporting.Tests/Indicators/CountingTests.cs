using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests.Indicators;

/// <summary>Each indicator against a calculation by hand over the same events.</summary>
public sealed class CountingTests(CountingTests.Told told) : IClassFixture<CountingTests.Told>
{
    private static readonly DateOnly From = new(2021, 4, 1);
    private static readonly DateOnly To = new(2021, 6, 30);

    public static TheoryData<string, string?> Counted { get; } =
        new()
        {
            { "people-assessed", "need" },
            { "assessments", "place" },
            { "needs-found", "need" },
            { "cases-opened", "source" },
            { "people-in-cases", "sex" },
            { "children-identified", "source" },
            { "cases-closed", "reason" },
            { "child-cases-closed", "reason" },
            { "referrals", "status" },
            { "people-referred", "service-type" },
            { "referrals-accepted", "service-type" },
            { "referrals-completed", "age-band" },
            { "people-reached", "service-type" },
            { "people-in-services", "service-type" },
            { "services-operating", "place" },
            { "sites-operating", "service-type" },
            { "capacity-taken", "service-type" },
            { "specialists-deployed", "sex" },
            { "etraps-with-specialists", "place" },
            { "people-trained", "programme" },
            { "trainings-completed", "programme" },
            { "organizations-trained", "programme" },
            { "certificates-issued", "programme" },
            { "supervision-sessions", null },
            { "families-in-groups", "place" },
            { "families-completing-groups", "place" },
            { "consents-withdrawn", null },
        };

    [Theory]
    [MemberData(nameof(Counted))]
    public async Task An_indicator_is_what_the_events_tell(string code, string? by)
    {
        var units = told.Books.UnitsOf(code).ToList();
        var answer = await told.InsideAsync(code, by is null ? "" : $"&by={by}");

        Assert.Equal(units.DistinctBy(unit => unit.Id).Count(), (int)answer["total"]!);
        if (by is "sex")
        {
            units = [.. units.GroupBy(unit => unit.Id).Select(same => same.MaxBy(unit => unit.At)!)]; // people as they were last
        }

        foreach (
            var cell in answer["cells"]!
                .AsArray()
                .Where(cell => ((string)cell!["key"]!) is var key && !key.Contains("unknown") && key is not ("children" or "adults"))
        )
        {
            var key = (string)cell!["key"]!;
            var expected = units.Where(unit =>
                unit.By(by!) is { } value && (value == key || (by is "place" && value.StartsWith(key, StringComparison.Ordinal)))
            );
            Assert.True(
                expected.DistinctBy(unit => unit.Id).Count() == (int)cell["value"]!,
                $"{key}: {cell["value"]}, not {expected.DistinctBy(unit => unit.Id).Count()}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Counted))]
    public async Task A_quarter_counts_what_lies_in_it(string code, string? by)
    {
        _ = by;
        var units = told.Books.UnitsOf(code).Where(unit => unit.At is null || (unit.At >= From && unit.At <= To));

        Assert.Equal(units.DistinctBy(unit => unit.Id).Count(), (int)(await told.InsideAsync(code, "&period=2021-Q2"))["total"]!);
    }

    [Theory]
    [InlineData("people-assessed", "need")]
    [InlineData("people-referred", "service-type")]
    [InlineData("people-reached", "service-type")]
    [InlineData("people-trained", "programme")]
    public async Task People_are_not_more_than_the_sum_of_their_categories_and_not_fewer_than_the_largest(string code, string by)
    {
        var answer = await told.InsideAsync(code, $"&by={by}");
        var (total, cells) = ((int)answer["total"]!, answer["cells"]!.AsArray().Select(cell => (int)cell!["value"]!).ToList());

        Assert.InRange(total, cells.Max(), cells.Sum());
        Assert.True(total < cells.Sum());
    }

    [Theory]
    [InlineData("hours-to-answer", 5.0)]
    [InlineData("days-to-first-contact", 1.8)]
    [InlineData("days-to-closure", 30.0)]
    public async Task A_median_is_the_middle_of_the_times_told(string code, double expected) =>
        Assert.Equal((decimal)expected, (decimal)(await told.InsideAsync(code))["total"]!);

    [Fact]
    public async Task A_ratio_is_of_sums()
    {
        Assert.Equal(62.5m, (decimal)(await told.InsideAsync("survey-response"))["total"]!);
        Assert.InRange((decimal)(await told.InsideAsync("attendance"))["total"]!, 70, 90);
        Assert.InRange((decimal)(await told.InsideAsync("knowledge-gain"))["total"]!, 25, 45);
        Assert.InRange((decimal)(await told.InsideAsync("workers-per-supervisor"))["total"]!, 1, 5);
    }

    [Fact]
    public async Task What_a_cycle_changed_is_weighed_by_its_pairs() =>
        // Ten pairs by -3, thirty by -5 and forty by -2.5 in the last week of their time; what was measured in between does not count.
        Assert.Equal(-3.5m, (decimal)(await told.InsideAsync("child-difficulties-change"))["total"]!);

    [Fact]
    public async Task Drafts_that_were_never_sent_are_no_referrals() =>
        // cases/reporting.md P2
        Assert.DoesNotContain(
            (await told.InsideAsync("referrals", "&by=status"))["cells"]!.AsArray(),
            cell => (string)cell!["key"]! is "draft"
        );

    /// <summary>A programme that the service has heard of.</summary>
    public sealed class Told : IAsyncLifetime
    {
        private readonly Programme programme = Programme.Tell(150);
        private readonly ReportingApp app = ReportingApp.ThatIsTold();
        private HttpClient? office;

        internal Bookkeeper Books { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await app.InitializeAsync();
            await app.HearAsync(programme.Events);
            Books = new Bookkeeper(programme.Facts);
            office = app.Office();
        }

        internal async Task<JsonNode> InsideAsync(string code, string query = "") =>
            await (await office!.GetAsync($"/api/v1/reporting/inside/{code}?organization=all{query}")).JsonAsync();

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
