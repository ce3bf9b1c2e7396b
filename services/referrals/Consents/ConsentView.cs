namespace SocialServices.Referrals.Consents;

/// <summary>A consent without the personal data in it.</summary>
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
