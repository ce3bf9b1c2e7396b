using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;

namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>A cycle: ids, days and attendance; no names.</summary>
/// <param name="Due">Measures that should have been taken by now and were not.</param>
internal sealed record GroupCycleView(
    Guid Id,
    string Programme,
    string Organization,
    string Place,
    IReadOnlyList<Guid> Facilitators,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<GroupCycleView.Session> Sessions,
    IReadOnlyList<GroupCycleView.Member> Members,
    IReadOnlyList<GroupCycleView.DueMeasure> Due
)
{
    public sealed record Session(Guid Id, int Number, DateOnly Day, bool Recorded);

    /// <param name="Attended">Numbers of the sessions, made up ones included.</param>
    public sealed record Member(Guid Id, int Family, MemberRole Role, Guid CaseId, IReadOnlyList<int> Attended, IReadOnlyList<int> MadeUp);

    /// <param name="Week">After the first session.</param>
    /// <param name="Since">The day from which it was due.</param>
    public sealed record DueMeasure(Guid MemberId, string Measure, int Week, DateOnly Since);

    public static async Task<GroupCycleView> OfAsync(
        GroupCycle cycle,
        GroupProgrammeRules rules,
        ReferralsDb db,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var members = cycle.Members.Select(m => m.Id).ToList();
        var taken = await db
            .GroupMeasures.Where(m => members.Contains(m.MemberId))
            .Select(m => new
            {
                m.MemberId,
                m.Measure,
                m.Week,
            })
            .ToListAsync(cancellationToken);
        var due =
            from week in rules.Weeks
            let day = cycle.StartsOn.AddDays(7 * week)
            where day <= today
            from member in cycle.Members
            from measure in rules.Measures
            where measure.Of == member.Role && !taken.Any(t => t.MemberId == member.Id && t.Measure == measure.Code && t.Week == week)
            orderby week, member.Family, member.Id
            select new DueMeasure(member.Id, measure.Code, week, day);
        return new GroupCycleView(
            cycle.Id,
            cycle.Programme,
            cycle.Organization,
            cycle.Place,
            cycle.Facilitators,
            cycle.CompletedAt,
            [.. cycle.Sessions.OrderBy(s => s.Number).Select(s => new Session(s.Id, s.Number, s.Day, s.RecordedAt is not null))],
            [
                .. cycle
                    .Members.OrderBy(m => m.Family)
                    .ThenBy(m => m.Id)
                    .Select(m => new Member(m.Id, m.Family, m.Role, m.CaseId, m.Attended, m.MadeUp)),
            ],
            [.. due]
        );
    }
}
