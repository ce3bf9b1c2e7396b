using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Testing;

/// <summary>The person on whose behalf a client acts, as a token tells it.</summary>
/// <param name="Worker">Of the registry.</param>
/// <param name="Assurance">asserted or authenticated.</param>
/// <param name="Purpose">For what.</param>
public sealed record ActingPerson(Guid Worker, Assurance Assurance = Assurance.Asserted, string Purpose = Purposes.CaseManagement);
