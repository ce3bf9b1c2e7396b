using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;

namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>A cycle: ids, days and attendance; no names.</summary>
/// <param name="Due">Measures that should have been taken by now and were not.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "programme": "strong-families", "organization": "mlspp", "place": "TM-S-01",
/// "facilitators": ["0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02"], "completedAt": "2021-05-09T09:30:00Z",
/// "sessions": [{"id": "0179a2c0-6a00-7c12-9d40-1f6b8a2c3d03", "number": 1, "day": "2021-10-11", "recorded": true}],
/// "members": [{"id": "0179a2c0-6a00-7c13-9d40-1f6b8a2c3d04", "family": 1, "role": "caregiver",
/// "caseId": "0179a2c0-6a00-7c14-9d40-1f6b8a2c3d05", "attended": [1], "madeUp": [3]}],
/// "due": [{"memberId": "0179a2c0-6a00-7c13-9d40-1f6b8a2c3d04", "measure": "parenting", "week": 0, "since": "2021-10-11"}]}
/// </example>
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
