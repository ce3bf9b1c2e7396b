using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Searching;
using SocialServices.ServiceDefaults.Foundation;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class ScheduleTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private static readonly DateOnly Monday = new(2026, 6, 1);

    [Theory]
    [InlineData("2026-06-01T09:00", true)]
    [InlineData("2026-06-01T12:59", true)]
    [InlineData("2026-06-01T13:00", false)] // closed at the minute at which it closes
    [InlineData("2026-06-01T14:30", true)]
    [InlineData("2026-06-02T09:00", false)]
    [InlineData("2026-06-06T23:59", true)] // Saturday, round the clock
    [InlineData("2026-06-07T00:00", true)]
    [InlineData("2026-06-08T10:00", false)] // a holiday
    [InlineData("2026-06-15T10:00", false)] // other hours
    [InlineData("2026-06-16T16:00", true)] // other hours on a day that is closed as a rule
    public void A_site_is_open_by_its_week_but_for_its_exceptions(string at, bool open)
    {
        var schedule = new Schedule(
            [
                new(DayOfWeek.Monday, "09:00", "13:00"),
                new(DayOfWeek.Monday, "14:00", "18:00"),
                new(DayOfWeek.Saturday, "00:00", "24:00"),
                new(DayOfWeek.Sunday, "00:00", "06:00"),
            ],
            [
                new(Monday.AddDays(7), Monday.AddDays(8), Closed: true),
                new(Monday.AddDays(14), Monday.AddDays(15), Opens: "15:00", Closes: "17:00"),
                new(Monday.AddDays(15), Monday.AddDays(15), Opens: "08:00", Closes: "09:00"),
            ]
        );

        Assert.Empty(schedule.FindErrors("schedule"));
        Assert.Equal(open, schedule.IsOpenAt(DateTime.Parse(at, null)));
    }

    [Fact]
    public void What_contradicts_itself_is_named()
    {
        var schedule = new Schedule(
            [
                new(DayOfWeek.Monday, "09:00", "13:00"),
                new(DayOfWeek.Monday, "12:00", "18:00"),
                new(DayOfWeek.Tuesday, "12:00", "18:00"),
                new(DayOfWeek.Friday, "18:00", "09:00"),
                new(DayOfWeek.Monday, "13:00", "14:00"),
            ],
            [
                new(Monday, Monday.AddDays(3), Closed: true),
                new(Monday.AddDays(3), Monday.AddDays(4), Opens: "10:00", Closes: "11:00"),
                new(Monday.AddDays(9), Monday.AddDays(8), Closed: true),
                new(Monday.AddDays(9), Monday.AddDays(9)),
                new(Monday.AddDays(20), Monday.AddDays(20), Closed: true, Opens: "10:00"),
                new(Monday.AddDays(30), Monday.AddDays(30), Opens: "10:00", Closes: "10:00"),
            ]
        );

        Assert.Equal(
            [
                "s.weekly[1]",
                "s.weekly[3].closes",
                "s.weekly[4]",
                "s.exceptions[1]",
                "s.exceptions[2].until",
                "s.exceptions[3].opens",
                "s.exceptions[4].closed",
                "s.exceptions[5].closes",
            ],
            schedule.FindErrors("s").Select(error => error.Field)
        );
    }

    [Fact]
    public async Task A_search_knows_the_same_rule()
    {
        await using var source = NpgsqlDataSource.Create(app.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var open = 0;

        await Properties.CheckAsync(
            60,
            Prop.ForAll(
                Schedules(),
                Moments(),
                async (schedule, moments) =>
                {
                    Assert.Empty(schedule.FindErrors("schedule"));
                    var json = JsonSerializer.Serialize(schedule, Json.Options);
                    var told = await AskAsync(connection, json, moments);
                    Assert.All(
                        moments.Zip(told),
                        asked => Assert.True(schedule.IsOpenAt(asked.First) == asked.Second, $"{asked.First:s}: {json}")
                    );
                    open += told.Count(yes => yes);
                }
            )
        );

        Assert.InRange(open, 300, 3300); // neither rule is always no, nor always yes
    }

    [Fact]
    public async Task Of_a_site_without_a_schedule_nobody_knows_whether_it_is_open()
    {
        await using var source = NpgsqlDataSource.Create(app.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.False(Assert.Single(await AskAsync(connection, null, [Monday.ToDateTime(new(10, 0))])));
    }

    /// <returns>Whether a search finds a site that has this schedule, at each of these times.</returns>
    private static async Task<bool[]> AskAsync(NpgsqlConnection connection, string? schedule, DateTime[] moments)
    {
        var parameters = new SqlParameters();
        var conditions = moments
            .Select(moment =>
            {
                var condition = new SiteConditions(parameters);
                condition.RequireOpen(moment, parameters);
                return $"coalesce({condition.Text()}, false)";
            })
            .ToList();
        await using var command = parameters.Command(
            connection,
            $"""
            select array[{string.Join(", ", conditions)}]
            from (select schedule, schedule_weekly_minutes(schedule) as weekly_minutes, schedule_words(schedule) as hours_words
                from (select nullif({parameters.AddText(schedule ?? "null", "jsonb")}, 'null') as schedule) sent) s
            """
        );
        return (bool[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static Arbitrary<DateTime[]> Moments() =>
        Gen.Choose(0, (28 * 1440) - 1)
            .Select(minute => Monday.ToDateTime(default).AddMinutes(minute))
            .ArrayOf(60)
            .ShrinkBy(moments => Properties.WithoutOne(moments).Where(fewer => fewer.Length > 0));

    /// <summary>Any hours and exceptions. Those that contradict earlier ones are left out.</summary>
    private static Arbitrary<Schedule> Schedules() =>
        (
            from weekly in WeeklyHours().Between(0, 15)
            from exceptions in Exceptions().Between(0, 5)
            select exceptions.Aggregate(
                weekly.Aggregate(
                    new Schedule([], []),
                    (schedule, hours) => Unless(schedule, schedule with { Weekly = [.. schedule.Weekly, hours] })
                ),
                (schedule, exception) => Unless(schedule, schedule with { Exceptions = [.. schedule.Exceptions, exception] })
            )
        ).ShrinkBy(Properties.Smaller);

    private static Schedule Unless(Schedule before, Schedule after) => after.FindErrors("").Any() ? before : after;

    private static Gen<OpeningHours> WeeklyHours() =>
        from day in Gen.Choose(0, 6)
        from hours in Hours()
        select new OpeningHours((DayOfWeek)day, hours.Opens, hours.Closes);

    private static Gen<ScheduleException> Exceptions() =>
        from isLong in Gen.Choose(1, 4).Select(one => one == 1) // of whole months and years
        from day in Gen.Choose(0, 27)
        from earlier in Gen.Choose(0, isLong ? 599 : 0)
        from days in Gen.Choose(0, isLong ? 1199 : 3)
        from isClosed in Gen.Choose(1, 3).Select(one => one == 1)
        from hours in Hours()
        let first = Monday.AddDays(day - earlier)
        select isClosed
            ? new ScheduleException(first, first.AddDays(days), Closed: true)
            : new ScheduleException(first, first.AddDays(days), Opens: hours.Opens, Closes: hours.Closes);

    private static Gen<(string Opens, string Closes)> Hours() =>
        from opens in Gen.Choose(0, 1439)
        from closes in Gen.Frequency((1, Gen.Constant(1440)), (3, Gen.Choose(opens + 1, 1440)))
        select (Text(opens), Text(closes));

    private static string Text(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
