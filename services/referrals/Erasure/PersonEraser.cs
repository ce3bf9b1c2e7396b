using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Erasure;

/// <summary>
/// Erases a person: every sealed text about the person is replaced or deleted, with its key. What stays are ids, states and the coarse
/// attributes that figures are made of (sex, age band, place, disability), so that published numbers can be reproduced.
/// </summary>
internal sealed class PersonEraser(ReferralsDb db, Envelope envelope, TimeProvider clock)
{
    /// <summary>In the caller's transaction. All records of the person, merged ones included.</summary>
    public async Task EraseAsync(Guid root, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var users = await db
            .ServiceUsers.Include(u => u.Digests)
            .Include(u => u.Versions)
            .Where(u => u.Id == root || u.MergedInto == root)
            .ToListAsync(cancellationToken);
        var ids = users.Select(u => u.Id).ToArray();
        foreach (var user in users)
        {
            user.Erase(envelope, now);
            db.Audit("erase service user", $"service-user/{user.Id}", reason);
            db.Publish(new ServiceUserErased(user.Id));
        }

        // Texts that a record cannot be without are sealed anew without content; all others go. Sealed per row: the row is the owner.
        foreach (
            var referral in await db
                .Referrals.Include(r => r.Moves)
                .Where(r => ids.Contains(r.ServiceUserId))
                .ToListAsync(cancellationToken)
        )
        {
            referral.EraseTexts(envelope);
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            with erased as (select id from cases where service_user_id = any({ids})),
                notes as (update cases set closure_note = null where id in (select id from erased)),
                changes as (update case_changes set text = null where case_id in (select id from erased)),
                glass as (delete from broken_glass where case_id in (select id from erased)),
                entries as (delete from case_entries where case_id in (select id from erased)),
                actions as (delete from plan_actions where plan_id in (select id from case_plans where case_id in (select id from erased))),
                assessed as (delete from assessments where case_id in (select id from erased)),
                measures as (
                    delete from group_measures
                    where member_id in (select id from group_members where case_id in (select id from erased))),
                files as (delete from attachments where case_id in (select id from erased)),
                signatures as (
                    delete from consent_signatures
                    where consent_id in (select id from consents where case_id in (select id from erased))),
                messages as (
                    delete from referral_messages
                    where referral_id in (select id from referrals where service_user_id = any({ids}))),
                transfers as (delete from case_transfers where case_id in (select id from erased) or new_case_id in (select id from erased))
            update consents set guardian_name = null, withdrawal_reason = null where case_id in (select id from erased)
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"delete from case_plans where case_id in (select id from cases where service_user_id = any({ids}))",
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Keeps everybody else from beginning something about the person until the caller's transaction ends.</summary>
    /// <returns>Why the person cannot be erased; null when nothing stands against it.</returns>
    public async Task<string?> LockAsync(Guid root, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"select from service_users where id = {root} or merged_into = {root} order by id for update",
            cancellationToken
        );
        var users = db.ServiceUsers.Where(u => u.Id == root || u.MergedInto == root);
        return await users.AnyAsync(u => u.LegalHold != null, cancellationToken) ? "A legal hold is on the person's records."
            : await users.AnyAsync(u => u.ErasedAt != null, cancellationToken) ? "The person was erased before."
            : await db.Cases.AnyAsync(c => c.ClosedAt == null && users.Any(u => u.Id == c.ServiceUserId), cancellationToken)
                ? "The person has an open case."
            : null;
    }
}
