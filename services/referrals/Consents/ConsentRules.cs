using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Consents;

/// <summary>Does a consent allow to share this data with this organization in a referral today?</summary>
internal static class ConsentRules
{
    /// <returns>Why not; null when the consent covers it.</returns>
    public static Refusal? FindRefusal(this Consent consent, string recipient, IReadOnlyList<DataCategory> shared, DateOnly today)
    {
        if (consent.StatusOn(today) is var status and not ConsentStatus.Valid)
        {
            return new("consentId", $"The consent is {Words.Of(status)}.");
        }

        if (!consent.Purposes.Contains(Purpose.Referral))
        {
            return new("consentId", "The consent was not given for the purpose referral.");
        }

        if (!consent.Recipients.Contains(recipient))
        {
            return new("consentId", $"The consent does not name {recipient} as recipient.");
        }

        return shared.Except(consent.DataCategories).ToList() is { Count: > 0 } missing
            ? new("sharedData", $"The consent does not cover: {string.Join(", ", missing.Select(Words.Of))}.")
            : null;
    }
}
