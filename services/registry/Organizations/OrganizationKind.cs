namespace SocialServices.Registry.Organizations;

/// <summary>What an organization is.</summary>
public enum OrganizationKind
{
    Ministry,
    UnAgency,
    GovernmentProvider,
    NgoProvider,
    Donor,
    TrainingInstitute,

    /// <summary>Parliament, institutes and associations that neither govern nor provide.</summary>
    CivilSociety,
}
