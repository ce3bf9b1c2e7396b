using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class OccupancyTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private static readonly DateOnly Monday = new(2021, 11, 1);
    private static readonly DateTimeOffset Now = Ashgabat.Midnight(Monday).AddDays(34.25);

    [Fact]
    public void Periods_are_those_of_the_calendar_and_leave_no_day_out()
    {
        Assert.Equal(
            [(new(2021, 10, 30), new(2021, 10, 31)), (Monday, new(2021, 11, 7)), (new(2021, 11, 8), new(2021, 11, 9))],
            Occupancy.Periods(new(2021, 10, 30), new(2021, 11, 9), OccupancyStep.Week)
        );
        Assert.Equal(
            [(new(2020, 1, 31), new(2020, 1, 31)), (new(2020, 2, 1), new(2020, 2, 29)), (new(2020, 3, 1), new(2020, 3, 1))],
            Occupancy.Periods(new(2020, 1, 31), new(2020, 3, 1), OccupancyStep.Month)
        );
        Assert.Equal(366, Occupancy.Periods(new(2020, 1, 1), new(2020, 12, 31), OccupancyStep.Day).Count());
    }

    [Fact]
    public void A_place_counts_for_the_time_that_it_was_taken()
    {
        var midnight = Ashgabat.Midnight(Monday);
        Occupancy.Change[] changes =
        [
            new(midnight.AddDays(-3), 4, 0, 0),
            new(midnight.AddHours(6), 0, 1, 0), // held at six
            new(midnight.AddHours(12), 0, -1, 1), // taken at noon
            new(midnight.AddHours(36), 0, 0, -1), // given back at noon of the next day
        ];

        var days = Occupancy.Of(changes, [.. Occupancy.Periods(Monday, Monday.AddDays(2), OccupancyStep.Day)], midnight.AddDays(30));

        Assert.Equal(
            [
                new(Monday, Monday, 4, 0, 1, 1, 4, 0.5, 0.125),
                new(Monday.AddDays(1), Monday.AddDays(1), 4, 0, 0, 1, 4, 0.5, 0.125),
                new(Monday.AddDays(2), Monday.AddDays(2), 4, 0, 0, 0, 4, 0, 0),
            ],
            days
        );
    }

    [Property(MaxTest = 20)]
    public Property Days_add_up_to_weeks_and_to_months_and_to_what_counting_by_the_hour_finds() =>
        Prop.ForAll(
            Steps(),
            steps =>
            {
                var (begin, changes) = (Ashgabat.Midnight(Monday), Changes(steps));
                var (from, until) = (Monday.AddDays(-1), Monday.AddDays(35));
                var sums = Enum.GetValues<OccupancyStep>()
                    .Select(step => Occupancy.Of(changes, [.. Occupancy.Periods(from, until, step)], Now))
                    .Select(periods =>
                        (
                            Places: periods.Sum(p => p.CapacityDays),
                            Taken: periods.Sum(p => p.TakenDays),
                            Peak: periods.Max(p => p.PeakTaken),
                            periods[^1].Total
                        )
                    )
                    .ToList();

                var hours = Enumerable
                    .Range(-24, 24 + (34 * 24) + 6)
                    .Select(hour => changes.TakeWhile(c => c.At <= begin.AddHours(hour)).ToList())
                    .ToList();
                Assert.All(
                    sums,
                    sum =>
                    {
                        Assert.Equal(hours.Sum(past => past.Sum(c => c.Total)) / 24.0, sum.Places, 0.05);
                        Assert.Equal(hours.Sum(past => past.Sum(c => c.Taken)) / 24.0, sum.Taken, 0.05);
                        Assert.Equal(sums[0].Peak, sum.Peak);
                        Assert.Equal(hours[^1].Sum(c => c.Total), sum.Total);
                    }
                );
            }
        );

    [Fact]
    public async Task The_provider_sees_how_its_places_were_used_and_nobody_else_does()
    {
        var (ledger, site) = (new LedgerCalls(app), await app.SiteAsync(capacity: 4));
        var key = LedgerCalls.NewKey();
        await ledger.ReserveAsync(key, site);
        await ledger.ConfirmAsync(key);
        var today = app.Clock.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var answer = await app.Provider("yenme").GetAsync($"{RegistryApp.Sites}/{site}/occupancy?from={today}&every=month");

        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var period = Assert.Single((await answer.JsonAsync())!["periods"]!.AsArray())!;
        Assert.Equal((4, 0, 1, 1), ((int)period["total"]!, (int)period["held"]!, (int)period["taken"]!, (int)period["peakTaken"]!));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Provider("nrcs").GetAsync($"{RegistryApp.Sites}/{site}/occupancy?from={today}")).StatusCode
        );
    }

    [Theory]
    [InlineData("", "from")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?from=2021-01-01&every=hour", "every")]
    [InlineData("?from=2021-01-02&until=2021-01-01", "from")]
    [InlineData("?from=2021-01-01&until=2999-01-01", "until")]
    [InlineData("?from=0001-01-01", "from")]
    [InlineData("?from=01.02.2026&every=month", "from")]
    [InlineData("?from=2026-02-01&until=02/03/2026", "until")]
    [InlineData("?from=0001-01-01&until=0001-01-05", "from")]
    public async Task What_makes_no_sense_is_refused_by_field(string query, string field)
    {
        var answer = await app.Office().GetAsync($"{RegistryApp.Sites}/{Guid.CreateVersion7()}/occupancy{query}");

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity });
        Assert.Equal([field], await answer.FieldsAsync());
    }

    private static Arbitrary<Step[]> Steps() =>
        (
            from hours in Gen.Choose(0, 29)
            from resizes in Gen.Choose(1, 3).Select(one => one == 1)
            from number in Gen.Choose(0, 99)
            select new Step(hours, resizes, number)
        )
            .ArrayOf(90)
            .ShrinkBy(Properties.WithoutOne);

    /// <summary>Changes of five weeks until now: a site never has more people than it can serve, and never fewer than nobody.</summary>
    private static Occupancy.Change[] Changes(Step[] steps)
    {
        var (hour, total, taken) = (-50, 0, 0);
        var changes = new List<Occupancy.Change>();
        foreach (var step in steps)
        {
            var (moreTotal, moreTaken) = step.Resizes ? (Between(taken - total, 4), 0) : (0, Between(-taken, total - taken));
            (total, taken) = (total + moreTotal, taken + moreTaken);
            changes.Add(new(Ashgabat.Midnight(Monday).AddHours(hour), moreTotal, 0, moreTaken));
            hour += step.Hours;

            int Between(int min, int max) => min + (step.Number % (max - min + 1));
        }

        return [.. changes.TakeWhile(change => change.At < Now)];
    }

    /// <param name="Hours">Until the next change.</param>
    /// <param name="Resizes">Whether the capacity changes, else people come or leave.</param>
    /// <param name="Number">How many, of those that are possible.</param>
    private sealed record Step(int Hours, bool Resizes, int Number);
}
