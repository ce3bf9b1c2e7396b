using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Cases;

/// <summary>Takes back the closures before it. The case is the same: nobody is counted twice.</summary>
internal sealed class CaseReopenedHandler(ReportingDb db) : IEventHandler<CaseReopened>
{
    public Task HandleAsync(CaseReopened happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into cases (case_id, closed_position) values ({happened.CaseId}, {position})
            on conflict (case_id) do update set closed_reason = null, closed_at = null, closed_position = excluded.closed_position
            where cases.closed_position < excluded.closed_position
            """,
            cancellationToken
        );
}
