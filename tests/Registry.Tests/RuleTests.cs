using Microsoft.Extensions.Time.Testing;
using SocialServices.Registry.Places;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;
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
    [InlineData(Site.MaxCapacity, 0, 0, false)]
    public void A_site_counts_only_what_leaves_room_for_everybody(int total, int held, int taken, bool possible)
    {
        var site = NewSite();
        Assert.True(site.TryCount(total: 3, held: 0, taken: 0, DateTimeOffset.UnixEpoch));

        Assert.Equal(possible, site.TryCount(total, held, taken, DateTimeOffset.UnixEpoch));

        Assert.Equal(possible ? (3 + total, held, taken) : (3, 0, 0), (site.Total, site.Held, site.Taken));
        Assert.Equal(site.Total - site.Held - site.Taken, site.Free);
    }

    [Theory]
    [InlineData("Ýeňme – «Kömek» №3", true)]
    [InlineData("Общество слепых, ул. Гёроглы 7", true)]
    [InlineData("a\u0007b", false)]
    [InlineData("a\u202Eb", false)]
    [InlineData("\u200B", false)] // a name that nobody sees
    [InlineData("zw\u200D-1", false)]
    [InlineData("soft\u00ADhyphen", false)]
    [InlineData("private\uE000", false)]
    [InlineData("tag\U000E0041", false)]
    public void A_text_of_the_register_has_no_characters_that_cannot_be_seen(string text, bool plain)
    {
        Assert.False(TextRules.IsPlain(text + '\uD800')); // half a character
        Assert.Equal(plain, TextRules.IsPlain(text));
        Assert.Equal(plain, TextRules.IsPlainProse(text + "\n"));
    }

    [Fact]
    public void One_organization_does_not_keep_all_others_from_uploading()
    {
        var gate = new UploadGate(Microsoft.Extensions.Options.Options.Create(new ImportOptions { UploadsAtOnce = 4 }));
        using var first = gate.TryEnter("nrcs");
        var second = gate.TryEnter("nrcs");

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(gate.TryEnter("nrcs"));
        using var third = gate.TryEnter("mlspp");
        using var fourth = gate.TryEnter("yenme");
        Assert.NotNull(fourth);
        Assert.Null(gate.TryEnter("undp")); // four at once
        second.Dispose();
        Assert.NotNull(gate.TryEnter("undp"));
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
            Code = "TM-S-01",
            Kind = PlaceKind.Etrap,
            Name = Name,
            ValidFrom = from is null ? null : DateOnly.Parse(from, null),
            ValidUntil = until is null ? null : DateOnly.Parse(until, null),
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
        Assert.Equal(new DateOnly(2021, 6, 1), new FakeTimeProvider(new DateTimeOffset(2021, 5, 31, 19, 0, 0, TimeSpan.Zero)).Today());
        Assert.Equal(new DateOnly(2021, 5, 31), new FakeTimeProvider(new DateTimeOffset(2021, 5, 31, 18, 59, 59, TimeSpan.Zero)).Today());
    }

    private static Site NewSite() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            OrganizationCode = "yenme",
            ServiceTypeCode = "families-in-difficulty",
            PlaceCode = "TM-S",
            Name = Name,
            Status = SiteStatus.Active,
            OpenedAt = DateTimeOffset.UnixEpoch,
        };
}
