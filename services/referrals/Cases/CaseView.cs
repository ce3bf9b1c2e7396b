using SocialServices.Referrals.Data;

namespace SocialServices.Referrals.Cases;

/// <summary>Where a case stands. Follows from what was done and is never set by hand.</summary>
internal enum Workflow
{
    New,
    Consented,
    Assessment,
    CasePlan,
    Implementation,
    Closed,
}

/// <summary>A case: ids and states only.</summary>
/// <param name="WorkerId">Who manages it; while absent, everybody of the organization may see and take it.</param>
/// <param name="Workflow">
/// new; consented, once a consent is on record; assessment, once an assessment is completed; case-plan, once a plan is approved;
/// implementation, once a referral was requested or an action done; closed.
/// </param>
/// <param name="Overdue">Actions, follow-ups and referrals that are past their day; 0 when closed.</param>
/// <param name="Source">How the person became known.</param>
/// <param name="Continues">The case of another organization that this one goes on with.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "C-2021-000013", "serviceUserId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02",
/// "organization": "mlspp", "workerId": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03", "workflow": "closed", "overdue": 0,
/// "openedAt": "2021-05-06T09:30:00Z", "closedAt": "2021-05-09T09:30:00Z", "closureReason": "goals-met", "reopenings": 0}
/// </example>
internal sealed record CaseView(
    Guid Id,
    string Number,
    Guid ServiceUserId,
    string Organization,
    Guid? WorkerId,
    Workflow Workflow,
    int Overdue,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    ClosureReason? ClosureReason,
    int Reopenings,
    CaseSource? Source,
    Guid? Continues
)
{
    public static IQueryable<CaseView> Of(IQueryable<Case> cases, ReferralsDb db) =>
        cases.Join(
            db.CaseProgress,
            c => c.Id,
            progress => progress.CaseId,
            (c, progress) =>
                new CaseView(
                    c.Id,
                    c.Number,
                    c.ServiceUserId,
                    c.Organization,
                    c.WorkerId,
                    c.ClosedAt != null ? Workflow.Closed
                        : progress.HasBegun ? Workflow.Implementation
                        : progress.HasPlan ? Workflow.CasePlan
                        : progress.IsAssessed ? Workflow.Assessment
                        : progress.HasConsent ? Workflow.Consented
                        : Workflow.New,
                    progress.Overdue,
                    c.OpenedAt,
                    c.ClosedAt,
                    c.ClosureReason,
                    c.Reopenings,
                    c.Source,
                    c.Continues
                )
        );
}
