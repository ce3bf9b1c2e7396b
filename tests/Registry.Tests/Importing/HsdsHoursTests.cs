using System.Text.Json;
using SocialServices.Registry.Exports.Cells;
using SocialServices.Registry.Imports.Files;
using SocialServices.ServiceDefaults.Errors;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Schedules of HSDS by Ashgabat's clock, and on the days on which they count.</summary>
public sealed class HsdsHoursTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [InlineData("""{"opens_at":"04:00","closes_at":"12:00","timezone":0}""", "mo 09:00-17:00")]
    [InlineData("""{"opens_at":"04:00","closes_at":"12:00","timezone":"0"}""", "mo 09:00-17:00")]
    [InlineData("""{"opens_at":"07:00:00","closes_at":"15:00","timezone":"+03:00"}""", "mo 09:00-17:00")]
    [InlineData("""{"opens_at":"04:30","closes_at":"12:00","timezone":-0.5}""", "mo 10:00-17:30")]
    [InlineData("""{"opens_at":"09:00","closes_at":"17:00","timezone":5}""", "mo 09:00-17:00")]
    [InlineData("""{"opens_at":"09:00","closes_at":"17:00"}""", "mo 09:00-17:00")]
    [InlineData("""{"opens_at":"04:00Z","closes_at":"17:00+05:00","timezone":3}""", "mo 09:00-17:00")]
    [InlineData("""{"opens_at":"09:00+0500","closes_at":"17:00+05","timezone":0}""", "mo 09:00-17:00")]
    [InlineData("""{"opens_at":"20:00Z","closes_at":"23:00Z"}""", "tu 01:00-04:00")]
    [InlineData("""{"opens_at":"16:00Z","closes_at":"23:00Z"}""", "mo 21:00-24:00; tu 00:00-04:00")]
    [InlineData("""{"opens_at":"16:00Z","closes_at":"19:00Z"}""", "mo 21:00-24:00")]
    [InlineData("""{"opens_at":"01:00","closes_at":"04:00","timezone":9}""", "su 21:00-24:00")]
    [InlineData("""{"opens_at":"00:00Z","closes_at":"24:00Z"}""", "mo 05:00-24:00; tu 00:00-05:00")]
    [InlineData("""{"opens_at":"22:00Z","closes_at":"06:00Z"}""", "tu 03:00-11:00")]
    public void Times_are_those_of_Ashgabat(string times, string hours)
    {
        var read = Read(times.Replace("{", """{"freq":"WEEKLY","byday":"MO",""", StringComparison.Ordinal), out var doubts);

        Assert.Empty(doubts);
        Assert.Equal(hours, read);
        Assert.NotNull(ScheduleText.Read(CellItem.ReadAll(read!)!, out _));
    }

    [Theory]
    [InlineData("""{"byday":"MO,WE","dtstart":"2021-01-04"}""", "mo,we 09:00-17:00")]
    [InlineData("""{"byday":"MO,WE","dtstart":"","until":"","valid_from":"","count":"","bymonthday":null}""", "mo,we 09:00-17:00")]
    [InlineData("""{"byday":"MO,WE","valid_from":"2021-01-04","valid_to":""}""", "mo,we 09:00-17:00")]
    [InlineData("""{"freq":"WEEKLY","dtstart":"20210105T090000Z"}""", "tu 09:00-17:00")]
    [InlineData("""{"freq":"DAILY","valid_from":"2026-11-28"}""", "mo,tu,we,th,fr,sa,su 09:00-17:00")]
    [InlineData("""{"byday":"SU,MO,TU,WE,TH,FR,SA","dtstart":"2026-06-01","until":"2026-12-31"}""", "2026-06-01..2026-12-31 09:00-17:00")]
    [InlineData(
        """{"valid_from":"2026-12-30","valid_to":"2026-12-31","notes":"New Year"}""",
        "2026-12-30..2026-12-31 09:00-17:00 \"New Year\""
    )]
    public void Hours_are_taken_with_the_days_on_which_they_count(string days, string hours)
    {
        Assert.Equal(hours, Read(WithTimes(days), out var doubts));

        Assert.Empty(doubts);
    }

    [Fact]
    public void Single_days_are_those_of_Ashgabat()
    {
        const string Days = "\"valid_from\":\"2026-12-31\",\"valid_to\":\"2026-12-31\"";

        Assert.Equal("2027-01-01..2027-01-01 01:00-04:00", Read($$"""{{{Days}},"opens_at":"20:00Z","closes_at":"23:00Z"}""", out _));
        Assert.Null(Read($$"""{{{Days}},"opens_at":"16:00Z","closes_at":"23:00Z"}""", out var doubts));
        Assert.StartsWith(
            "By Ashgabat's clock, other hours of single days go over midnight",
            Assert.Single(doubts).Reason,
            StringComparison.Ordinal
        );
        Assert.Null(Read("""{"valid_from":"9999-12-31","valid_to":"9999-12-31","opens_at":"20:00Z","closes_at":"23:00Z"}""", out doubts));
        Assert.Single(doubts);
    }

    [Fact]
    public void Weekly_hours_that_are_over_are_ignored_and_the_others_count()
    {
        var read = Read(
            WithTimes("""{"byday":"MO","valid_to":"2026-11-27"}""") + "," + WithTimes("""{"byday":"TU","valid_from":"2026-11-28"}"""),
            out var doubts
        );

        Assert.Equal("tu 09:00-17:00", read);
        var doubt = Assert.Single(doubts);
        Assert.Equal(("These weekly hours ended before today and were ignored.", "2026-11-27"), (doubt.Reason, doubt.Value));
    }

    [Theory]
    [InlineData("""{"freq":"MONTHLY","byday":"1MO"}""", "Only schedules by the week are kept (freq).", "MONTHLY")]
    [InlineData("""{"byday":"MO","interval":2}""", "Only schedules of every week are kept (interval).", "2")]
    [InlineData("""{"byday":"MO","count":"10"}""", "Only schedules of every week are kept (count).", "10")]
    [InlineData("""{"byday":"MO","byweekno":"-5"}""", "Only schedules of every week are kept (byweekno).", "-5")]
    [InlineData("""{"byday":"MO","until":"2026-12-31"}""", "Weekly hours that end on a day cannot be kept.", "2026-12-31")]
    [InlineData("""{"byday":"MO","dtstart":"2026-12-01"}""", "Weekly hours that begin after today cannot be kept.", "2026-12-01")]
    [InlineData("""{"byday":"MO","valid_from":"soon"}""", "Must be a day as 2021-11-24 (valid_from).", "soon")]
    [InlineData("""{"byday":"MO","dtstart":"\ud800"}""", "Must be a day as 2021-11-24 (dtstart).", "\"\\ud800\"")]
    [InlineData("""{"byday":"MO","timezone":"Mars"}""", "The timezone must be hours ahead of UTC, such as 5.", "Mars")]
    [InlineData("""{"freq":"WEEKLY"}""", "On which weekdays the hours count is not said (byday).", "09:00")]
    public void What_cannot_be_kept_is_left_out_with_the_true_reason(string days, string reason, string value)
    {
        Assert.Null(Read(WithTimes(days), out var doubts));

        var doubt = Assert.Single(doubts);
        Assert.Equal(($"{reason} All hours of this record were left out.", value), (doubt.Reason, doubt.Value));
    }

    private static string WithTimes(string days) =>
        days.Replace("{", """{"opens_at":"09:00","closes_at":"17:00",""", StringComparison.Ordinal);

    private static string? Read(string schedules, out List<Refusal> doubts) =>
        HsdsHours.Of(JsonSerializer.Deserialize<HsdsFileSchedule[]>($"[{schedules}]", HsdsPart.Options), Today, doubts = []);
}
