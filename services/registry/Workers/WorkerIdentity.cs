namespace SocialServices.Registry.Workers;

/// <summary>What recognises a worker: sealed as one in the database, never in events or logs.</summary>
/// <param name="GivenName">Given name.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="BirthDate">Birth date.</param>
/// <param name="Disability">Null when not asked.</param>
/// <param name="Left">Why the worker left the last post, when that is how it is.</param>
internal sealed record WorkerIdentity(
    string GivenName,
    string FamilyName,
    DateOnly BirthDate,
    bool? Disability,
    LeavingReason? Left = null
);
