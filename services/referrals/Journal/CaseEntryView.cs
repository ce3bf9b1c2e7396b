namespace SocialServices.Referrals.Journal;

/// <param name="Overdue">Its day has passed and it is not done.</param>
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
    string? Outcome
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
            desk.OpenText(entry.Outcome, entry.Id, nameof(entry.Outcome))
        );
}
