using Microsoft.Extensions.Options;
using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.PersonalData;
using Xunit;

namespace SocialServices.Referrals.Tests;

public sealed class ConsentRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly Envelope Envelope = new(
        Options.Create(new EncryptionOptions { Key = "a passphrase for tests, long enough to be taken" })
    );

    [Fact]
    public void What_was_allowed_may_be_shared() =>
        Assert.Null(AConsent().FindRefusal("nrcs", [DataCategory.Need, DataCategory.Identity], Today));

    [Fact]
    public void Nobody_else_is_a_recipient() =>
        Assert.Equal("consentId", AConsent().FindRefusal("yenme", [DataCategory.Need], Today)?.Field);

    [Fact]
    public void Another_purpose_is_not_enough() =>
        Assert.Equal("consentId", AConsent(purpose: Purpose.Reporting).FindRefusal("nrcs", [DataCategory.Need], Today)?.Field);

    [Fact]
    public void A_category_that_was_not_allowed_is_named()
    {
        var refusal = AConsent().FindRefusal("nrcs", [DataCategory.Need, DataCategory.Contact], Today);

        Assert.Equal("sharedData", refusal?.Field);
        Assert.Contains("contact", refusal?.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("need", refusal?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-19", "not-yet-valid")]
    [InlineData("2026-11-20", "valid")]
    [InlineData("2026-11-22", "valid")]
    [InlineData("2026-11-23", "expired")]
    public void First_and_last_day_count(string day, string status) =>
        Assert.Equal(status, Words.Of(AConsent().StatusOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void A_withdrawn_consent_allows_nothing_and_is_not_withdrawn_twice()
    {
        var consent = AConsent();

        Assert.True(consent.TryWithdraw("She changed her mind.", Envelope, Now));
        Assert.False(consent.TryWithdraw("Again.", Envelope, Now.AddDays(1)));

        Assert.Equal(Now, consent.WithdrawnAt);
        Assert.Equal("consentId", consent.FindRefusal("nrcs", [DataCategory.Need], Today)?.Field);
    }

    private static Consent AConsent(Purpose purpose = Purpose.Referral) =>
        Consent.Give(
            Guid.CreateVersion7(),
            "mlspp",
            new GiveConsent.Request(
                [purpose],
                ["nrcs"],
                [DataCategory.Need, DataCategory.Identity],
                GivenBy.Self,
                new DateOnly(2026, 11, 20),
                new DateOnly(2026, 11, 22)
            ),
            Envelope,
            Now
        );
}
