namespace SocialServices.Referrals.Consents;

/// <summary>A consent without the personal data in it.</summary>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "caseId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "status": "valid",
/// "purposes": ["case-management", "referral"], "recipients": ["nrcs"], "dataCategories": ["identity", "contact", "identifiers",
/// "disability", "need"], "givenBy": "guardian", "validFrom": "2021-01-01", "recordedAt": "2021-05-06T09:30:00Z"}
/// </example>
internal sealed record ConsentView(
    Guid Id,
    Guid CaseId,
    ConsentStatus Status,
    IReadOnlyList<Purpose> Purposes,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<DataCategory> DataCategories,
    GivenBy GivenBy,
    ConsentLanguage? Language,
    DateOnly ValidFrom,
    DateOnly? ValidUntil,
    DateTimeOffset RecordedAt,
    DateTimeOffset? WithdrawnAt
)
{
    public static ConsentView Of(Consent consent, DateOnly today) =>
        new(
            consent.Id,
            consent.CaseId,
            consent.StatusOn(today),
            consent.Purposes,
            consent.Recipients,
            consent.DataCategories,
            consent.GivenBy,
            consent.Language,
            consent.ValidFrom,
            consent.ValidUntil,
            consent.RecordedAt,
            consent.WithdrawnAt
        );
}
