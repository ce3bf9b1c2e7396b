namespace SocialServices.Referrals.Journal;

/// <param name="Overdue">Its day has passed and it is not done.</param>
/// <param name="ETag">For If-Match.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "kind": "home-visit", "confidentiality": "team",
/// "by": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "writtenAt": "2021-05-06T09:30:00Z", "happenedAt": "2021-05-06T09:30:00Z",
/// "due": "2021-09-01", "overdue": false, "text": "See the new flat.", "outcome": "Dry and warm.",
/// "eTag": "\"5713\""}
/// </example>
internal sealed record CaseEntryView(
    Guid Id,
    EntryKind Kind,
    Confidentiality Confidentiality,
    Guid By,
    DateTimeOffset WrittenAt,
    DateTimeOffset? HappenedAt,
    ContactChannel? Channel,
    bool? Reached,
    DateOnly? Due,
    bool Overdue,
    string Text,
    string? Outcome,
    string ETag
)
{
    public static CaseEntryView Of(CaseEntry entry, CareDesk desk) =>
        new(
            entry.Id,
            entry.Kind,
            entry.Confidentiality,
            entry.By,
            entry.WrittenAt,
            entry.HappenedAt,
            entry.Channel,
            entry.Reached,
            entry.Due,
            entry.HappenedAt is null && entry.Due < desk.Today,
            desk.Open<string>(entry.Text, entry.Id, nameof(entry.Text)),
            desk.OpenText(entry.Outcome, entry.Id, nameof(entry.Outcome)),
            ServiceDefaults.Http.ETag.Of(entry.Version).ToString()
        );
}
