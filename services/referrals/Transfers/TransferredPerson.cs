using SocialServices.Referrals.Consents;
using SocialServices.Referrals.ServiceUsers;

namespace SocialServices.Referrals.Transfers;

internal static class TransferredPerson
{
    private const int VelayatLength = 4; // TM-S

    /// <summary>
    /// What another organization gets when it goes on with a case: what the consent shares. Identity is needed for a record; without contact
    /// the velayat stays of where the person lives.
    /// </summary>
    public static PersonalDetails SharedBy(this PersonalDetails person, IReadOnlyList<DataCategory> shared)
    {
        var (contact, identifiers) = (shared.Contains(DataCategory.Contact), shared.Contains(DataCategory.Identifiers));
        return person with
        {
            Place = contact || person.Place.Length < VelayatLength ? person.Place : person.Place[..VelayatLength],
            Phone = contact ? person.Phone : null,
            Address = contact ? person.Address : null,
            Identifiers = identifiers ? person.Identifiers : null,
            ExternalCode = null, // of the other organization's own system
            Disability = shared.Contains(DataCategory.Disability) ? person.Disability : null,
        };
    }
}
