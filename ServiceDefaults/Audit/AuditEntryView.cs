using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Who did what to whose records, or tried to.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Sequence">Its place in the chain; absent for the moment until it has one.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Person">The worker on whose behalf the client acted; absent when a system acted by itself.</param>
/// <param name="Client">The API client, or <c>service:NAME</c> for what a service did by itself.</param>
/// <param name="Organization">Code of the organization that the client acted for.</param>
/// <param name="Assurance">How sure the system was of the person: system, asserted or authenticated.</param>
/// <param name="Purpose">For what the person acted.</param>
/// <param name="TokenId">The access token (its <c>jti</c>).</param>
/// <param name="Action">What was done or tried, for example <c>read case</c>.</param>
/// <param name="RecordKind">Of what kind the records are, for example <c>case</c>.</param>
/// <param name="RecordIds">Ids or codes of the records; of a list, all that it has shown.</param>
/// <param name="Outcome">done, forbidden or not-found.</param>
/// <param name="Detail">Why, where a reason was asked for; of a refusal, what was asked for.</param>
/// <example>
/// {"id": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a30", "sequence": 4711, "at": "2021-11-03T05:12:00Z", "person": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a20",
/// "client": "cases", "organization": "mlspp", "assurance": "asserted", "purpose": "case-management", "tokenId": "9b6f0c52-7c4f-4a55-8d0e-52f8a5a1d001",
/// "action": "read case", "recordKind": "case", "recordIds": ["017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a40"], "outcome": "done"}
/// </example>
public sealed record AuditEntryView(
    Guid Id,
    long? Sequence,
    DateTimeOffset At,
    Guid? Person,
    string Client,
    string? Organization,
    string? Assurance,
    string? Purpose,
    string? TokenId,
    string Action,
    string RecordKind,
    IReadOnlyList<string> RecordIds,
    AuditOutcome Outcome,
    string? Detail
)
{
    internal static AuditEntryView Of(AuditEntry entry, long? sequence) =>
        new(
            entry.Id,
            sequence,
            entry.At,
            entry.Person,
            entry.Client,
            entry.Organization,
            entry.Assurance,
            entry.Purpose,
            entry.TokenId,
            entry.Action,
            entry.RecordKind,
            entry.RecordIds,
            entry.Outcome,
            entry.Detail
        );
}
