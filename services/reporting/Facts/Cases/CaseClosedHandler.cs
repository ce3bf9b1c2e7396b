using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Cases;

/// <summary>The newest closure counts, also when the opening is not known yet.</summary>
internal sealed class CaseClosedHandler(ReportingDb db) : IEventHandler<CaseClosed>
{
    public Task HandleAsync(CaseClosed happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into cases (case_id, closed_reason, closed_at, closed_position)
            values ({happened.CaseId}, {happened.Reason}, {happened.OccurredAt}, {position})
            on conflict (case_id) do update set
                closed_reason = excluded.closed_reason, closed_at = excluded.closed_at, closed_position = excluded.closed_position
            where cases.closed_position < excluded.closed_position
            """,
            cancellationToken
        );
}
