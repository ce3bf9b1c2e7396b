namespace SocialServices.Registry.Workers;

/// <summary>What recognises a worker: sealed as one in the database, never in events or logs.</summary>
internal sealed record WorkerIdentity(string GivenName, string FamilyName, DateOnly BirthDate, bool? Disability);
