using SocialServices.Training.Completion;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Participation;
using SocialServices.Training.Programmes;
using SocialServices.Training.Reference;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class ProgrammeRuleTests
{
    private static readonly AttendanceCount Enough = new(4, 5, 5);

    [Theory]
    [InlineData(70, null)]
    [InlineData(69, Shortfall.PostTestFailed)]
    [InlineData(100, null)]
    [InlineData(null, Shortfall.PostTestNotTaken)]
    public void Where_a_post_test_decides_the_pass_mark_must_be_reached(int? postTest, Shortfall? missing) =>
        Assert.Equal(missing is { } one ? [one] : [], Missing("strong-families-facilitators", Enough, postTest));

    [Fact]
    public void Where_no_post_test_decides_attendance_is_enough() => Assert.Empty(Missing("social-work-management", Enough, null));

    [Fact]
    public void A_perfect_test_does_not_make_up_for_missed_days() =>
        Assert.Equal([Shortfall.AttendanceBelowThreshold], Missing("strong-families-facilitators", new AttendanceCount(3, 5, 5), 100));

    [Fact]
    public void Who_is_not_matched_to_a_worker_gets_no_certificate() =>
        Assert.Equal([Shortfall.NotMatchedToWorker], Missing("social-work-management", Enough, null, matched: false));

    [Theory]
    [InlineData("2021-07-06", "2024-07-05")]
    [InlineData("2024-02-29", "2027-02-28")] // the last day of the month, not a day before
    [InlineData("2021-03-01", "2024-02-29")]
    [InlineData("2021-02-28", "2024-02-27")]
    public void A_certificate_counts_for_full_months(string from, string until) =>
        Assert.Equal(Day(until), Programme("treatnet-family").ValidUntil(Day(from)));

    [Fact]
    public void A_certificate_without_validity_does_not_expire() =>
        Assert.Null(Programme("strong-families-facilitators").ValidUntil(new DateOnly(2021, 7, 6)));

    [Fact]
    public void The_training_days_of_a_programme_are_those_of_its_phases() =>
        Assert.All(ReferenceData.Read(), p => Assert.Equal(p.TrainingDays, p.Phases.Sum(phase => phase.TrainingDays)));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static IReadOnlyList<Shortfall> Missing(string programme, AttendanceCount attendance, int? postTest, bool matched = true)
    {
        var enrolment = new Enrolment
        {
            Id = Guid.NewGuid(),
            CourseId = Guid.NewGuid(),
            Organization = "nrcs",
            Sex = "female",
            AgeBand = "25-44",
            Place = "TM-S",
            EnrolledAt = DateTimeOffset.UnixEpoch,
        };
        if (matched)
        {
            enrolment.Match(new Contracts.Registry.V1.Worker { WorkerId = Guid.NewGuid().ToString(), Organization = "nrcs" });
        }

        enrolment.RecordTests(null, postTest);
        return Shortfalls.Of(Programme(programme), enrolment, attendance, practiceDays: 0);
    }

    private static Programme Programme(string code) => ReferenceData.Read().Single(programme => programme.Code == code);
}
