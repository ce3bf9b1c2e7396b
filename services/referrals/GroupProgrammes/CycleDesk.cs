using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>Finds a cycle for its facilitators and the supervisors of its organization. To all others it does not exist.</summary>
internal sealed class CycleDesk(CareDesk desk)
{
    public Task<GroupCycle?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync(desk.Db.GroupCycles.Where(c => c.Id == id), cancellationToken);

    public Task<GroupCycle?> FindOfSessionAsync(Guid session, CancellationToken cancellationToken) =>
        FindAsync(desk.Db.GroupCycles.Where(c => c.Sessions.Any(s => s.Id == session)), cancellationToken);

    public Task<GroupCycle?> FindOfMemberAsync(Guid member, CancellationToken cancellationToken) =>
        FindAsync(desk.Db.GroupCycles.Where(c => c.Members.Any(m => m.Id == member)), cancellationToken);

    public async Task<ToChange<GroupCycle>> FindToChangeAsync(Guid id, IfMatch? ifMatch, CancellationToken cancellationToken) =>
        ToChange.Check(
            await FindAsync(id, cancellationToken),
            "The cycle",
            c => c.CompletedAt is null ? null : Problems.Conflict("cycle-completed", "The cycle is completed."),
            ifMatch
        );

    /// <summary>Keeps others from taking measures and from completing until the transaction ends; the cycle is read again.</summary>
    public async Task LockForUpdateAsync(GroupCycle cycle, CancellationToken cancellationToken)
    {
        await desk.Db.Database.ExecuteSqlAsync($"select from group_cycles where id = {cycle.Id} for update", cancellationToken);
        await desk.Db.Entry(cycle).ReloadAsync(cancellationToken);
    }

    public async Task<GroupProgrammeRules> RulesAsync(GroupCycle cycle, CancellationToken cancellationToken) =>
        (await desk.Db.GroupProgrammes.AsNoTracking().SingleAsync(p => p.Code == cycle.Programme, cancellationToken)).Read();

    private async Task<GroupCycle?> FindAsync(IQueryable<GroupCycle> cycles, CancellationToken cancellationToken)
    {
        var organization = desk.Organization;
        var found = await cycles
            .Include(c => c.Sessions)
            .Include(c => c.Members)
            .AsSplitQuery()
            .SingleOrDefaultAsync(c => c.Organization == organization, cancellationToken);
        return found is not null && (found.Facilitators.Contains(desk.Me) || await desk.IsSupervisorAsync(cancellationToken))
            ? found
            : null;
    }
}
