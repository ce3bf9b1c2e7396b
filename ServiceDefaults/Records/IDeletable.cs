namespace SocialServices.ServiceDefaults.Records;

/// <summary>
/// A record that can be deleted with a reason. It stays in the database for those who ask what it was, and no other query
/// finds it (see <see cref="Deletable.HasDeletion{TRecord}"/>). Its code stays taken.
/// </summary>
public interface IDeletable : IRecord
{
    /// <summary>Null while it is there.</summary>
    DateTimeOffset? DeletedAt { get; set; }

    /// <summary>For the record's history; not public.</summary>
    string? DeletionReason { get; set; }
}
