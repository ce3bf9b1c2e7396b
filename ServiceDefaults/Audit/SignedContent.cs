using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>What the signatures of entries and the hashes of links cover.</summary>
internal static class SignedContent
{
    /// <summary>The purpose of an entry's signature.</summary>
    public const string OfEntry = "entry";

    // The same fields in the same order as AuditRows reads them.
    public static SignedFields Of(AuditEntry entry) =>
        new SignedFields(OfEntry)
            .Add(entry.Id)
            .Add(entry.At)
            .Add(entry.Person)
            .Add(entry.Client)
            .Add(entry.Organization)
            .Add(entry.Assurance)
            .Add(entry.Purpose)
            .Add(entry.TokenId)
            .Add(entry.Action)
            .Add(entry.RecordKind)
            .Add(entry.RecordIds)
            .Add(Words.Of(entry.Outcome))
            .Add(entry.Detail);

    /// <summary>The entry's signature stands for its content.</summary>
    public static SignedFields OfLink(long sequence, Guid entryId, byte[] entrySignature, DateTimeOffset at, byte[] previousHash) =>
        new SignedFields("link").Add(sequence).Add(entryId).Add(entrySignature).Add(at).Add(previousHash);
}
