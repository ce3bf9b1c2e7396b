using SocialServices.Referrals.Consents;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Referrals.Referrals;

/// <summary>A referral: ids and states only.</summary>
/// <param name="Consent">Status of the consent now; whatever is not valid keeps the receiver from the personal data.</param>
/// <param name="Deadline">Until when help must begin; absent in a draft.</param>
/// <param name="Overdue">The deadline has passed and help has not begun.</param>
/// <param name="Follows">The ended referral that this one continues.</param>
/// <param name="Advice">The receiver is asked for advice only.</param>
/// <param name="WaitingSince">No capacity was free: since then it is on the site's waiting list.</param>
/// <param name="OfferedUntil">Until then freed capacity is held for it: the receiver must accept.</param>
/// <param name="FailedContacts">Attempts in vain since the person was reached last.</param>
/// <param name="Escalation">none; reminded, at half of the time; escalated, when all of it is over.</param>
/// <param name="WorkerId">The receiver's worker, once accepted.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "R-2021-000010", "siteId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02",
/// "serviceType": "parents-with-addictions", "requester": "mlspp", "receiver": "nrcs", "priority": "urgent", "status": "completed",
/// "step": 6, "consentId": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03", "consent": "valid", "sharedData": ["identity", "contact",
/// "identifiers", "disability", "need"], "createdAt": "2021-05-06T09:30:00Z", "requestedAt": "2021-05-06T09:30:00Z",
/// "deadline": "2021-05-09T09:30:00Z", "overdue": false, "workerId": "0179a2c0-6a00-7c13-9d40-1f6b8a2c3d04", "advice": false,
/// "failedContacts": 0, "escalation": "none"}
/// </example>
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
    Guid? Follows,
    bool Advice,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? OfferedUntil,
    DateTimeOffset? FirstContactAt,
    DateTimeOffset? FirstVisitAt,
    int FailedContacts,
    Escalation Escalation
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
            referral.Follows,
            referral.IsAdvice,
            referral.WaitingSince,
            referral.OfferedUntil,
            referral.FirstContactAt,
            referral.FirstVisitAt,
            referral.FailedContacts,
            referral.Escalation
        );
}
