namespace SocialServices.ServiceDefaults.Records;

/// <summary>A record of a register: every change of it is kept, with who made it and when.</summary>
public interface IRecord
{
    /// <summary>Kind and key, as in audit entries: <c>site/0192…</c>, <c>organization/nrcs</c>.</summary>
    string Subject { get; }

    /// <summary>Code of the organization that edits the record beside the programme's office; null for the programme's own reference data.</summary>
    string? Owner { get; }
}
