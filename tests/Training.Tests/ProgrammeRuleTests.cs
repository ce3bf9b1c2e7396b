using SocialServices.Training.Enrolments;
using SocialServices.Training.Programmes;
using SocialServices.Training.Reference;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class ProgrammeRuleTests
{
    private static readonly AttendanceCount Enough = new(4, 5, 5);

    [Theory]
    [InlineData(70, true)]
    [InlineData(69, false)]
    [InlineData(100, true)]
    [InlineData(null, false)]
    public void Where_a_post_test_decides_the_pass_mark_must_be_reached(int? postTest, bool passed) =>
        Assert.Equal(passed, Programme("strong-families-facilitators").IsPassedWith(Enough, postTest));

    [Fact]
    public void Where_no_post_test_decides_attendance_is_enough() =>
        Assert.True(Programme("social-work-management").IsPassedWith(Enough, null));

    [Fact]
    public void A_perfect_test_does_not_make_up_for_missed_days() =>
        Assert.False(Programme("strong-families-facilitators").IsPassedWith(new AttendanceCount(3, 5, 5), 100));

    [Fact]
    public void A_certificate_counts_for_full_months() =>
        Assert.Equal(new DateOnly(2024, 7, 5), Programme("treatnet-family").ValidUntil(new DateOnly(2021, 7, 6)));

    [Fact]
    public void A_certificate_without_validity_does_not_expire() =>
        Assert.Null(Programme("strong-families-facilitators").ValidUntil(new DateOnly(2021, 7, 6)));

    private static Programme Programme(string code) => ReferenceData.Read().Single(programme => programme.Code == code);
}
