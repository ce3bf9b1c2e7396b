namespace SocialServices.Registry.Organizations;

/// <summary>What an organization does in the programme.</summary>
public enum ProgrammeRole
{
    LeadNationalPartner,
    NationalPartner,
    LeadUnAgency,
    ParticipatingUnAgency,
    Fund,
    Donor,
    Trainer,
    Provider,
}
