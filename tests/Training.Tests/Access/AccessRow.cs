using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Training.Tests.Access;

/// <summary>An endpoint and what it answers to whom, one after the other on the same course.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">As it is mapped, with the constraints of its parameters.</param>
/// <param name="Scope">What the token needs; null where no login is needed.</param>
/// <param name="Stranger">Status for an organization that has nothing to do with the course.</param>
/// <param name="Employer">Status for the organization that sent the participant.</param>
/// <param name="Organizer">Status for the course's organizer.</param>
/// <param name="Office">Status for the programme's office.</param>
/// <param name="Body">JSON with the names of <see cref="AccessState"/> in it.</param>
/// <param name="Query">With its question mark.</param>
/// <param name="Media">Of the body.</param>
/// <param name="Assurance">How sure the endpoint wants to be which person acts.</param>
public sealed record AccessRow(
    string Method,
    string Path,
    string? Scope,
    int Stranger,
    int Employer,
    int Organizer,
    int Office,
    string? Body = null,
    string Query = "",
    string Media = "application/json",
    Assurance Assurance = Assurance.System
)
{
    public override string ToString() => $"{Method} {Path}";
}
