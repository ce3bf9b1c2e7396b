namespace SocialServices.ServiceDefaults.Tables;

/// <summary>What came of the attempt.</summary>
public enum AuditOutcome
{
    /// <summary>The records were shown or changed.</summary>
    Done,

    /// <summary>The caller may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such record, or it is not the caller's business (404).</summary>
    NotFound,
}
