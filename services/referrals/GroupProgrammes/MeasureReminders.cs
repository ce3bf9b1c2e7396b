using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>
/// Reminds of the measures of a week, once, on the day from which they are due and some are missing; closes the weeks of completed cycles
/// whose time is over.
/// </summary>
internal sealed class MeasureReminders(ReferralsDb db, CareDesk desk, CycleDesk group, TimeProvider clock)
{
    /// <returns>How many reminders were sent.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = Ashgabat.Day(now);
        var since = today.AddDays(-365);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isMine = await db
            .Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended('measure-reminders', 0)) as \"Value\"")
            .SingleAsync(cancellationToken);
        if (!isMine)
        {
            return 0;
        }

        var cycles = await db
            .GroupCycles.Include(c => c.Sessions)
            .Include(c => c.Members)
            .AsSplitQuery()
            .Where(c => c.Sessions.Any(s => s.Number == 1 && s.Day > since && s.Day <= today))
            .ToListAsync(cancellationToken);
        var programmes = await db.GroupProgrammes.AsNoTracking().ToDictionaryAsync(p => p.Code, p => p.Read(), cancellationToken);
        var ids = cycles.Select(c => c.Id).ToList();
        var sent = await db.GroupReminders.Where(r => ids.Contains(r.CycleId)).ToListAsync(cancellationToken);
        var closed = await db.ClosedGroupWeeks.AsNoTracking().Where(week => ids.Contains(week.CycleId)).ToListAsync(cancellationToken);
        var reminders = 0;
        foreach (var cycle in cycles)
        {
            var rules = programmes[cycle.Programme];
            if (
                cycle.CompletedAt is not null
                && rules
                    .Weeks.Skip(1)
                    .Any(week =>
                        CycleChanges.IsOver(cycle, week, today)
                        && rules.Measures.Any(m => !closed.Exists(c => c.CycleId == cycle.Id && c.Measure == m.Code && c.Week == week))
                    )
            )
            {
                await group.LockForUpdateAsync(cycle, cancellationToken);
                await CycleChanges.CloseWeeksAsync(cycle, rules, [], desk, cancellationToken);
            }

            var view = await GroupCycleView.OfAsync(cycle, rules, db, today, cancellationToken);
            foreach (
                var due in view.Due.GroupBy(one => one.Week).Where(week => !sent.Any(r => r.CycleId == cycle.Id && r.Week == week.Key))
            )
            {
                db.Add(
                    new GroupReminder
                    {
                        CycleId = cycle.Id,
                        Week = due.Key,
                        At = now,
                    }
                );
                db.Publish(new GroupMeasuresDue(cycle.Id, cycle.Programme, cycle.Organization, due.Key, due.Count()));
                reminders++;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return reminders;
    }
}
