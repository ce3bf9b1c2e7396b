using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// Reminds the receiver when half of the time is over and help has not begun, and tells both sides when all of it is. Each once.
/// </summary>
internal sealed class Deadlines(ReferralsDb db, TimeProvider clock)
{
    private const int MaxAtOnce = 500;

    /// <returns>How many referrals were reminded of or escalated.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db
            .Referrals.FromSql(
                $"""
                select *, xmin from referrals
                where status in ('requested', 'accepted', 'on-hold')
                    and (escalation = 'none' and requested_at + (deadline - requested_at) / 2 < {now} or escalation = 'reminded' and deadline < {now})
                order by deadline limit {MaxAtOnce} for update skip locked
                """
            )
            .ToListAsync(cancellationToken);
        foreach (var referral in due)
        {
            referral.Escalate(referral.Deadline < now ? Escalation.Escalated : Escalation.Reminded);
            db.Publish(
                new ReferralEscalated(
                    referral.Id,
                    referral.CaseId,
                    referral.Requester,
                    referral.Receiver,
                    Words.Of(referral.Priority),
                    Words.Of(referral.Escalation),
                    referral.Deadline!.Value
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }
}
