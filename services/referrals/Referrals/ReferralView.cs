using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Referrals.Referrals;

/// <summary>A referral: ids and states only.</summary>
/// <param name="Consent">Status of the consent now; whatever is not valid keeps the receiver from the personal data.</param>
/// <param name="Deadline">Until when help must begin; absent in a draft.</param>
/// <param name="Overdue">The deadline has passed and help has not begun.</param>
/// <param name="Follows">The ended referral that this one continues.</param>
/// <param name="WorkerId">The receiver's worker, once accepted.</param>
internal sealed record ReferralView(
    Guid Id,
    string Number,
    Guid SiteId,
    string ServiceType,
    string Requester,
    string Receiver,
    Priority Priority,
    ReferralStatus Status,
    int Step,
    Guid ConsentId,
    ConsentStatus Consent,
    IReadOnlyList<DataCategory> SharedData,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RequestedAt,
    DateTimeOffset? Deadline,
    bool Overdue,
    Guid? WorkerId,
    Guid? Follows
)
{
    public static ReferralView Of(Referral referral, Consent consent, DateTimeOffset now) =>
        new(
            referral.Id,
            referral.Number,
            referral.SiteId,
            referral.ServiceType,
            referral.Requester,
            referral.Receiver,
            referral.Priority,
            referral.Status,
            referral.Step,
            consent.Id,
            consent.StatusOn(Ashgabat.Day(now)),
            referral.SharedData,
            referral.CreatedAt,
            referral.RequestedAt,
            referral.Deadline,
            referral.IsOverdue(now),
            referral.WorkerId,
            referral.Follows
        );
}
