using SocialServices.Registry.Data;
using SocialServices.Registry.Places;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Http;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class RuleTests
{
    private static readonly LocalizedText Name = new("a", "b", "c");

    [Theory]
    [InlineData(0, 1, 0, true)]
    [InlineData(0, 4, 0, false)]
    [InlineData(0, 2, 2, false)]
    [InlineData(0, -1, 0, false)]
    [InlineData(0, 0, -1, false)]
    [InlineData(-4, 0, 0, false)]
    [InlineData(-3, 0, 0, true)]
    [InlineData(Site.MostPlaces, 0, 0, false)]
    public void A_site_counts_only_what_leaves_room_for_everybody(int total, int held, int taken, bool possible)
    {
        var site = NewSite();
        Assert.True(site.TryCount(total: 3, held: 0, taken: 0));

        Assert.Equal(possible, site.TryCount(total, held, taken));

        Assert.Equal(possible ? (3 + total, held, taken) : (3, 0, 0), (site.Total, site.Held, site.Taken));
        Assert.Equal(site.Total - site.Held - site.Taken, site.Free);
    }

    [Fact]
    public void A_closed_site_stays_closed()
    {
        var site = NewSite();

        Assert.True(site.TryBecome(SiteStatus.Closed));
        Assert.False(site.TryBecome(SiteStatus.Active));
        Assert.True(site.TryBecome(SiteStatus.Closed));
        Assert.Equal(SiteStatus.Closed, site.Status);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("2021-06-01", "2021-06-01", true)]
    [InlineData("2021-06-02", null, false)]
    [InlineData(null, "2021-05-31", false)]
    public void A_place_exists_from_its_first_to_its_last_day(string? from, string? until, bool exists)
    {
        var place = new Place
        {
            Code = "TM-S-01", Kind = PlaceKind.Etrap, Name = Name,
            ValidFrom = from is null ? null : DateOnly.Parse(from, null), ValidUntil = until is null ? null : DateOnly.Parse(until, null),
        };

        Assert.Equal(exists, place.ExistsOn(new DateOnly(2021, 6, 1)));
    }

    [Fact]
    public void Words_are_kebab_case_both_ways()
    {
        Assert.Equal("semi-stationary", Words.Of(ServiceForm.SemiStationary));
        Assert.Equal(ServiceForm.SemiStationary, Words.Parse<ServiceForm>("semi-stationary"));
        Assert.True(Words.TryParse<ServiceForm>(null, out var none));
        Assert.Null(none);
        Assert.False(Words.TryParse<ServiceForm>("SemiStationary", out _));
        Assert.False(Words.TryParse<ServiceForm>("0", out _));
    }

    [Fact]
    public void The_day_in_Ashgabat_begins_five_hours_before_the_day_in_UTC()
    {
        Assert.Equal(new DateOnly(2021, 6, 1), new Fixed(new DateTimeOffset(2021, 5, 31, 19, 0, 0, TimeSpan.Zero)).Today());
        Assert.Equal(new DateOnly(2021, 5, 31), new Fixed(new DateTimeOffset(2021, 5, 31, 18, 59, 59, TimeSpan.Zero)).Today());
    }

    private static Site NewSite() => new()
    {
        Id = Guid.CreateVersion7(), OrganizationCode = "yenme", ServiceTypeCode = "families-in-difficulty", PlaceCode = "TM-S",
        Name = Name, Status = SiteStatus.Active, OpenedAt = DateTimeOffset.UnixEpoch,
    };

    private sealed class Fixed(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
