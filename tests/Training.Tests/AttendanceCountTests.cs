using SocialServices.Training.Participation;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class AttendanceCountTests
{
    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(4, 5, 80)]
    [InlineData(2, 3, 66)]
    [InlineData(199, 200, 99)]
    [InlineData(0, 0, 0)]
    public void The_percentage_is_rounded_down(int attended, int planned, int percent) =>
        Assert.Equal(percent, new AttendanceCount(attended, planned, planned).Percent);

    [Theory]
    [InlineData(4, 5, 80, true)]
    [InlineData(3, 5, 80, false)]
    [InlineData(2, 3, 67, false)] // 66.67 % does not become 67 %
    [InlineData(159, 200, 80, false)]
    [InlineData(160, 200, 80, true)]
    [InlineData(0, 0, 1, false)]
    public void The_threshold_is_met_by_the_exact_share(int attended, int planned, int threshold, bool met) =>
        Assert.Equal(met, new AttendanceCount(attended, planned, planned).Meets(threshold));

    [Theory]
    [InlineData(0, 0, 5, true)]
    [InlineData(0, 1, 5, true)] // one of five may be missed
    [InlineData(0, 2, 5, false)]
    [InlineData(3, 5, 5, false)]
    [InlineData(4, 5, 5, true)]
    [InlineData(0, 0, 0, true)]
    public void The_threshold_is_in_reach_while_attending_the_rest_would_be_enough(int attended, int recorded, int planned, bool inReach) =>
        Assert.Equal(inReach, new AttendanceCount(attended, recorded, planned).CanStillMeet(80));
}
