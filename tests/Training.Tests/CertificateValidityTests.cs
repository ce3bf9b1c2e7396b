using System.Globalization;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Training.Certificates;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class CertificateValidityTests
{
    [Theory]
    [InlineData("2021-07-05", false)]
    [InlineData("2021-07-06", true)]
    [InlineData("2024-07-05", true)]
    [InlineData("2024-07-06", false)]
    public void It_counts_from_its_first_to_its_last_day(string day, bool valid) =>
        Assert.Equal(valid, ACertificate(new DateOnly(2024, 7, 5)).IsValidOn(Day(day)));

    [Fact]
    public void Without_a_last_day_it_counts_for_ever() => Assert.True(ACertificate(null).IsValidOn(DateOnly.MaxValue));

    [Theory]
    [InlineData("2022-03-01T18:59:59Z", "2022-03-01")] // 23:59:59 in Ashgabat
    [InlineData("2022-03-01T19:00:00Z", "2022-03-02")] // already the next day there
    public void It_no_longer_counts_on_the_day_on_which_it_is_revoked_in_Ashgabat(string revokedAt, string day)
    {
        var certificate = ACertificate(null);
        Assert.True(certificate.TryRevoke(RevocationReason.Misconduct, [], Instant(revokedAt)));

        Assert.False(certificate.IsValidOn(Day(day)));
        Assert.True(certificate.IsValidOn(Day(day).AddDays(-1)));
    }

    [Fact]
    public void It_is_revoked_once()
    {
        var certificate = ACertificate(null);
        Assert.True(certificate.TryRevoke(RevocationReason.Misconduct, [1], DateTimeOffset.UnixEpoch));
        Assert.False(certificate.TryRevoke(RevocationReason.Other, [2], DateTimeOffset.UtcNow));
        Assert.Equal((RevocationReason.Misconduct, DateTimeOffset.UnixEpoch), (certificate.RevocationReason, certificate.RevokedAt));
    }

    [Theory]
    [InlineData("2021-12-31T18:59:59Z", "2021-12-31")]
    [InlineData("2021-12-31T19:00:00Z", "2022-01-01")]
    [InlineData("2021-07-06T00:00:00+05:00", "2021-07-06")]
    public void A_day_begins_at_midnight_in_Ashgabat(string instant, string day) => Assert.Equal(Day(day), Ashgabat.Day(Instant(instant)));

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    [Fact]
    public void What_was_issued_in_error_never_counted()
    {
        var certificate = ACertificate(null);
        Assert.True(certificate.TryRevoke(RevocationReason.IssuedInError, [], Instant("2022-03-01T00:00:00Z")));
        Assert.False(certificate.IsValidOn(Day("2021-12-01")));
    }

    [Fact]
    public void It_counts_when_the_last_issuer_has_signed()
    {
        var certificate = ACertificate(null, signed: false);
        Assert.False(certificate.Sign(["mlspp", "yenme"], DateTimeOffset.UnixEpoch));
        Assert.False(certificate.IsValidOn(Day("2021-12-01")));
        Assert.Equal(CertificateStatus.AwaitingSignature, certificate.StatusOn(Day("2021-12-01")));

        Assert.True(certificate.Sign(["unodc"], DateTimeOffset.UnixEpoch));
        Assert.True(certificate.IsValidOn(Day("2021-12-01")));
        Assert.False(certificate.Sign(["unodc"], DateTimeOffset.UtcNow)); // once
    }

    private static Certificate ACertificate(DateOnly? validUntil, bool signed = true)
    {
        var certificate = new Certificate
        {
            Id = Guid.NewGuid(),
            Number = "UNODC-2021-000001",
            EnrolmentId = Guid.NewGuid(),
            CourseId = Guid.NewGuid(),
            Programme = "treatnet-family",
            Competence = "treatnet-family",
            WorkerId = Guid.NewGuid(),
            Organization = "nrcs",
            Organizer = "mlspp",
            SignedBy = [],
            Issuers = ["mlspp", "unodc"],
            ValidFrom = new DateOnly(2021, 7, 6),
            ValidUntil = validUntil,
            IssuedAt = DateTimeOffset.UnixEpoch,
        };
        certificate.Sign(signed ? certificate.Issuers : [], DateTimeOffset.UnixEpoch);
        return certificate;
    }
}
