using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>A consent is withdrawn once.</summary>
internal sealed class ConsentWithdrawnHandler(ReportingDb db) : FactHandler<ConsentWithdrawn>(db)
{
    protected override FormattableString Write(ConsentWithdrawn happened, long position) =>
        $"""
            insert into consent_withdrawals (consent_id, case_id, withdrawn_at)
            values ({happened.ConsentId}, {happened.CaseId}, {happened.OccurredAt})
            on conflict (consent_id) do nothing
            """;
}
