using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SocialServices.Registry.Exports.Cells;
using SocialServices.Registry.Sites;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Things that stand together in one cell: what is written is read again.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("mo-fr 09:00-13:00,14:00-18:00; sa 10:00-13:00")]
    [InlineData("mo 09:00-17:00; we 09:00-17:00; su 00:00-24:00")]
    [InlineData(
        "mo-su 00:00-24:00; 2021-12-31..2022-01-02 closed \"New Year; all \"\"three\"\" days\"; 2022-03-07 09:00-12:00; 2022-03-07 13:00-14:00 \"\""
    )]
    [InlineData("2022-03-07 09:00-12:00")]
    [InlineData("closed")]
    public void Hours_are_read_as_they_are_written(string text) => Assert.Equal(text, ScheduleText.Of(Hours(text, out _)));

    [Theory]
    [InlineData("Mo-Fr 9:00-17:00;SA,  su 10:00-12:00;", "mo-fr 09:00-17:00; sa-su 10:00-12:00")]
    [InlineData("sa-mo 09:00-10:00", "mo 09:00-10:00; sa-su 09:00-10:00")]
    [InlineData("monday, wednesday 09:00–10:00, 11:00-12:00", "mo 09:00-10:00,11:00-12:00; we 09:00-10:00,11:00-12:00")]
    [InlineData("09:00-10:00", "mo-su 09:00-10:00")]
    [InlineData("mo-sa 09:00-10:00; su off; 31.12.2021 off", "mo-sa 09:00-10:00; 2021-12-31 closed")]
    [InlineData("OFF", "closed")]
    [InlineData("Mo-Su 22:00-06:00", "mo-su 00:00-06:00,22:00-24:00")]
    [InlineData("su 22:00-6:00", "mo 00:00-06:00; su 22:00-24:00")]
    [InlineData("fr-sa 09:00-12:00,22:00-02:30", "fr 09:00-12:00,22:00-24:00; sa 00:00-02:30,09:00-12:00,22:00-24:00; su 00:00-02:30")]
    [InlineData("mo 17:00-00:00; 2021-12-31 18:00-00:00", "mo 17:00-24:00; 2021-12-31 18:00-24:00")]
    [InlineData("fr 14:00-18:00; fr 09:00-13:00; mo 09:00-13:00,14:00-18:00", "mo 09:00-13:00,14:00-18:00; fr 09:00-13:00,14:00-18:00")]
    public void Hours_are_read_as_people_write_them(string text, string written) =>
        Assert.Equal(written, ScheduleText.Of(Hours(text, out _)));

    [Theory]
    [InlineData("mo 09:00-25:00", "Must be hours", "mo 09:00-25:00")]
    [InlineData("mo 24:00-24:00", "Must be hours", "mo 24:00-24:00")]
    [InlineData("mo-fr 09:00-17:00; sa nine", "Must be hours", "sa nine")]
    [InlineData("mo", "Must be hours", "mo")]
    [InlineData("mo-xy 09:00-10:00", "Must be weekdays", "mo-xy 09:00-10:00")]
    [InlineData("m 09:00-10:00", "Must be weekdays", null)]
    [InlineData("24/7", "Must be hours", null)]
    [InlineData("mo 17:00-17:00", "later than it opens", null)]
    [InlineData("mo 22:00-06:00; tu 05:00-12:00", "Overlaps", null)]
    [InlineData("mo-su 09:00-18:00; 2021-12-31 22:00-06:00", "24:00 at the latest", "2021-12-31 22:00-06:00")]
    [InlineData("mo 09:00-12:00; mo-tu 11:00-13:00", "Overlaps", null)]
    [InlineData("2021-12-31.. closed", "Must be weekdays", null)]
    [InlineData("2021-12-31 closed; 2021-12-31 09:00-10:00", "Contradicts", null)]
    [InlineData("2022-01-02..2021-12-31 closed", "before it begins", null)]
    [InlineData("2021-12-31 \"New Year\"", "Must be hours", null)]
    public void Hours_that_make_no_sense_are_told(string text, string reason, string? value)
    {
        Hours(text, out var fault);

        Assert.Contains(reason, fault!.Reason, StringComparison.Ordinal);
        Assert.True(value is null || value == fault.Value, fault.Value);
    }

    [Property(MaxTest = 500)]
    public Property Any_hours_survive() =>
        Prop.ForAll(
            Schedules(),
            schedule =>
            {
                var read = Hours(ScheduleText.Of(schedule)!, out var fault);

                Assert.Null(fault);
                Assert.True(schedule.Means(read!), ScheduleText.Of(schedule));
            }
        );

    [Fact]
    public void Contacts_and_payers_are_read_as_they_are_written()
    {
        SiteContact[] contacts =
        [
            new(ContactFunction.Reception, "+99312345678", "a@b.example"),
            new(ContactFunction.Helpline, "+99312345679"),
            new(ContactFunction.Complaints, Email: "c@d.example"),
        ];
        SiteFunding[] funding =
        [
            new("unicef", new(2020, 1, 1), new(2022, 6, 30), "Joint; \"programme\""),
            new("mlspp"),
            new("undp", new(2020, 1, 1)),
            new("usaid", Until: new(2022, 6, 30)),
            new("moe", Note: "x"),
        ];

        Assert.Equal("reception +99312345678 a@b.example; helpline +99312345679; complaints c@d.example", SiteContactsText.Of(contacts));
        Assert.Equal(contacts, SiteContactsText.Read(CellItem.ReadAll(SiteContactsText.Of(contacts)!)!, out _));
        Assert.Equal(
            "unicef 2020-01-01..2022-06-30 \"Joint; \"\"programme\"\"\"; mlspp; undp 2020-01-01..; usaid ..2022-06-30; moe \"x\"",
            FundingText.Of(funding)
        );
        Assert.Equal(funding, FundingText.Read(CellItem.ReadAll(FundingText.Of(funding)!)!, out _));
    }

    private static Schedule? Hours(string text, out CellFault? fault) => ScheduleText.Read(CellItem.ReadAll(text)!, out fault);

    private static Arbitrary<Schedule> Schedules() =>
        (
            from days in Times().ArrayOf(7)
            from weekly in Gen.Shuffle(
                days.SelectMany((times, day) => times.Select(open => new OpeningHours((DayOfWeek)day, open.Opens, open.Closes)))
            )
            from periods in Periods().Between(0, 3)
            from exceptions in Gen.Shuffle(periods.SelectMany((period, number) => period(new DateOnly(2026, 1, 1).AddDays(number * 20))))
            select new Schedule(weekly, exceptions)
        ).ShrinkBy(Properties.Smaller);

    /// <summary>Up to ten days from a given one, closed or with other hours.</summary>
    private static Gen<Func<DateOnly, IEnumerable<ScheduleException>>> Periods() =>
        from days in Gen.Choose(0, 9)
        from note in Gen.Frequency((1, Gen.Constant<string?>(null)), (2, Notes()))
        from isClosed in Gen.Elements(true, false)
        from times in Times()
        select (Func<DateOnly, IEnumerable<ScheduleException>>)(
            first =>
                isClosed
                    ? [new ScheduleException(first, first.AddDays(days), Closed: true, Note: note)]
                    : times.Select(open => new ScheduleException(first, first.AddDays(days), false, open.Opens, open.Closes, note))
        );

    private static Gen<string?> Notes() => Gen.Elements("a; \"'=,ý".ToCharArray()).Between(0, 7).Select(note => (string?)new string(note));

    /// <summary>Hours of a day, in order and apart or side by side; sometimes none.</summary>
    private static Gen<(string Opens, string Closes)[]> Times() =>
        from start in Gen.Choose(0, 1999)
        from open in Gen.Choose(1, 300).ArrayOf(12)
        from closed in Gen.Choose(0, 499).ArrayOf(12)
        select open.Select(
                (minutes, i) =>
                    (Opens: start + open[..i].Sum() + closed[..i].Sum(), Closes: start + open[..(i + 1)].Sum() + closed[..i].Sum())
            )
            .TakeWhile(hours => hours.Opens < 1400)
            .Select(hours => (Time(hours.Opens), Time(Math.Min(hours.Closes, 1440))))
            .ToArray();

    private static string Time(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
