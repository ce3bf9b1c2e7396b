namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Checks link after link. After one that does not fit it goes on from what stands there, so that only what is wrong is found.</summary>
internal sealed class AuditChainFollower(AuditKeys keys, Action<AuditFault, string> find)
{
    /// <summary>For so long after a change of keys replicas may still write with the old one.</summary>
    private static readonly TimeSpan MaxOverlap = TimeSpan.FromHours(1);

    private readonly Dictionary<int, DateTimeOffset> firstLinkByAge = [];
    private byte[] previousHash = [];

    /// <summary>Of the last link.</summary>
    public long Sequence { get; private set; }

    public void Next(long sequence, Guid entryId, DateTimeOffset at, string keyId, byte[] hash, SignedEntry? entry)
    {
        if (sequence != Sequence + 1)
        {
            find(AuditFault.Removed, sequence == Sequence + 2 ? $"link {Sequence + 1}" : $"links {Sequence + 1} to {sequence - 1}");
        }

        if (entry is null)
        {
            find(AuditFault.Removed, $"entry {entryId} of link {sequence}");
        }
        else
        {
            CheckEntry(sequence, at, entry);
            CheckLink(sequence, at, keyId, hash, entry);
        }

        (Sequence, previousHash) = (sequence, hash);
    }

    private void CheckEntry(long sequence, DateTimeOffset at, SignedEntry entry)
    {
        if (!keys.Knows(entry.KeyId))
        {
            find(AuditFault.WrongKey, $"entry {entry.Id} of link {sequence} names key {entry.KeyId}, which is not configured");
        }
        else if (!entry.IsSigned(keys))
        {
            find(AuditFault.Altered, $"entry {entry.Id} of link {sequence}");
        }
        else if (IsOutdated(entry.KeyId, at))
        {
            find(AuditFault.WrongKey, $"entry {entry.Id} of link {sequence} was signed with key {entry.KeyId} after that was replaced");
        }
    }

    private void CheckLink(long sequence, DateTimeOffset at, string keyId, byte[] hash, SignedEntry entry)
    {
        if (!keys.Knows(keyId))
        {
            find(AuditFault.WrongKey, $"link {sequence} names key {keyId}, which is not configured");
            return;
        }

        var content = SignedContent.OfLink(sequence, entry.Id, entry.Signature, at, previousHash);
        if (!keys.Fits(keyId, content, hash))
        {
            find(AuditFault.Rewritten, $"link {sequence}, of entry {entry.Id}");
        }
        else if (IsOutdated(keyId, at))
        {
            find(AuditFault.WrongKey, $"link {sequence} was signed with key {keyId} after that was replaced");
        }
        else
        {
            firstLinkByAge.TryAdd(keys.AgeOf(keyId), at);
        }
    }

    /// <summary>Who has stolen an old key could else go on with it.</summary>
    private bool IsOutdated(string keyId, DateTimeOffset at) =>
        firstLinkByAge.Any(newer => newer.Key < keys.AgeOf(keyId) && newer.Value + MaxOverlap < at);
}
