using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.ConsentWithdrawals;

/// <summary>A consent is withdrawn once.</summary>
internal sealed class ConsentWithdrawnHandler(ReportingDb db) : IEventHandler<ConsentWithdrawn>
{
    public Task HandleAsync(ConsentWithdrawn happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into consent_withdrawals (consent_id, case_id, withdrawn_at)
            values ({happened.ConsentId}, {happened.CaseId}, {happened.OccurredAt})
            on conflict (consent_id) do nothing
            """,
            cancellationToken
        );
}
