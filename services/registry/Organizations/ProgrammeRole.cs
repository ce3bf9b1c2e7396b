namespace SocialServices.Registry.Organizations;

/// <summary>What an organization does in the programme.</summary>
internal enum ProgrammeRole
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
