using SocialServices.Referrals.Consents;
using SocialServices.Referrals.ServiceUsers;

namespace SocialServices.Referrals.Referrals;

/// <summary>The part of a service user's details that the caller may see; what is not shared is absent.</summary>
internal sealed record SharedPerson(
    string? GivenName,
    string? FamilyName,
    string? Patronymic,
    Sex? Sex,
    DateOnly? BirthDate,
    int? BirthYear,
    int? EstimatedAge,
    DateOnly? EstimatedOn,
    string? Phone,
    string? Address,
    string? Place,
    IReadOnlyList<Identifier>? Identifiers,
    string? ExternalCode,
    bool? Disability
)
{
    public static SharedPerson Of(PersonalDetails person, IReadOnlyList<DataCategory> shared)
    {
        var identity = shared.Contains(DataCategory.Identity);
        var contact = shared.Contains(DataCategory.Contact);
        var identifiers = shared.Contains(DataCategory.Identifiers);
        return new SharedPerson(
            identity ? person.GivenName : null,
            identity ? person.FamilyName : null,
            identity ? person.Patronymic : null,
            identity ? person.Sex : null,
            identity ? person.BirthDate : null,
            identity ? person.BirthYear : null,
            identity ? person.EstimatedAge : null,
            identity ? person.EstimatedOn : null,
            contact ? person.Phone : null,
            contact ? person.Address : null,
            contact ? person.Place : null,
            identifiers ? person.Identifiers : null,
            identifiers ? person.ExternalCode : null,
            shared.Contains(DataCategory.Disability) ? person.Disability : null
        );
    }

    /// <summary>
    /// What a party may see now. The requester: all. The receiver: what is shared, while consent holds and the referral is open: it ends
    /// with it.
    /// </summary>
    public static IReadOnlyList<DataCategory> VisibleTo(Sides sides, Referral referral, ConsentStatus consent) =>
        sides switch
        {
            _ when sides.HasFlag(Sides.Requester) => Enum.GetValues<DataCategory>(),
            _ when consent is not ConsentStatus.Valid => [],
            _ when referral.Status is ReferralStatus.Draft || !ReferralLifeCycle.Open.Contains(referral.Status) => [],
            _ => referral.SharedData,
        };
}
