using System.Linq.Expressions;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.Referrals;

namespace SocialServices.Referrals.Cases;

/// <summary>Where a case stands. Follows from what was done and is never set by hand.</summary>
internal enum Workflow
{
    New,
    Consented,
    Implementation,
    Closed,
}

/// <summary>A case: ids and states only.</summary>
/// <param name="Workflow">new; consented, once a consent is on record; implementation, once a referral was requested; closed.</param>
internal sealed record CaseView(
    Guid Id,
    string Number,
    Guid ServiceUserId,
    string Organization,
    Guid? WorkerId,
    Workflow Workflow,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    ClosureReason? ClosureReason,
    int Reopenings
)
{
    public static Expression<Func<Case, CaseView>> From(ReferralsDb db) =>
        c => new CaseView(
            c.Id,
            c.Number,
            c.ServiceUserId,
            c.Organization,
            c.WorkerId,
            c.ClosedAt != null ? Workflow.Closed
                : db.Referrals.Any(r => r.CaseId == c.Id && r.RequestedAt != null && r.Status != ReferralStatus.EnteredInError)
                    ? Workflow.Implementation
                : db.Consents.Any(consent => consent.CaseId == c.Id && consent.WithdrawnAt == null) ? Workflow.Consented
                : Workflow.New,
            c.OpenedAt,
            c.ClosedAt,
            c.ClosureReason,
            c.Reopenings
        );
}
