using SocialServices.Referrals.Data;

namespace SocialServices.Referrals.Consents;

/// <summary>Does a consent allow to share this data with this organization in a referral today?</summary>
internal static class ConsentRules
{
    /// <returns>The field at fault and the reason; null when the consent covers it.</returns>
    public static (string Field, string Reason)? Objection(
        this Consent consent,
        string recipient,
        IReadOnlyList<DataCategory> shared,
        DateOnly today
    )
    {
        if (consent.StatusOn(today) is var status and not ConsentStatus.Valid)
        {
            return ("consentId", $"The consent is {status.Code()}.");
        }

        if (!consent.Purposes.Contains(Purpose.Referral))
        {
            return ("consentId", "The consent was not given for the purpose referral.");
        }

        if (!consent.Recipients.Contains(recipient))
        {
            return ("consentId", $"The consent does not name {recipient} as recipient.");
        }

        return shared.Except(consent.DataCategories).ToList() is { Count: > 0 } missing
            ? ("sharedData", $"The consent does not cover: {string.Join(", ", missing.Select(category => category.Code()))}.")
            : null;
    }
}
