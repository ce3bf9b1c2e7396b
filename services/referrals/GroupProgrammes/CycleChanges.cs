using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;

namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>
/// Tells how much the people of a completed cycle changed, each measure and week once: of two means that differ by one pair, that pair could be worked
/// out.
/// </summary>
internal static class CycleChanges
{
    /// <summary>What the measures tell when the cycle is completed.</summary>
    public static async Task TellAsync(GroupCycle cycle, GroupProgrammeRules rules, CareDesk desk, CancellationToken cancellationToken)
    {
        var taken = await TakenAsync(cycle, desk, cancellationToken);
        foreach (var (measure, week) in rules.Measures.SelectMany(measure => rules.Weeks.Skip(1).Select(week => (measure, week))))
        {
            Tell(cycle, rules, taken, measure.Code, week, desk);
        }
    }

    /// <summary>A week that begins after the completion, when nobody is missing in it any more.</summary>
    public static async Task TellAsync(
        GroupCycle cycle,
        GroupProgrammeRules rules,
        GroupMeasure latest,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        if (cycle.CompletedAt is not { } completedAt || latest.Week == rules.Weeks[0])
        {
            return;
        }

        List<GroupMeasure> taken = [.. await TakenAsync(cycle, desk, cancellationToken), latest];
        var (before, after) = (Of(rules.Weeks[0]), Of(latest.Week));
        if (
            after.All(one => one.TakenAt > completedAt)
            && before.Select(one => one.MemberId).ToHashSet().IsSubsetOf(after.Select(one => one.MemberId))
        )
        {
            Tell(cycle, rules, taken, latest.Measure, latest.Week, desk);
        }

        List<GroupMeasure> Of(int week) => [.. taken.Where(one => one.Measure == latest.Measure && one.Week == week)];
    }

    private static void Tell(
        GroupCycle cycle,
        GroupProgrammeRules rules,
        IReadOnlyList<GroupMeasure> taken,
        string measure,
        int week,
        CareDesk desk
    )
    {
        Dictionary<Guid, int> ScoresOf(int week) =>
            taken
                .Where(one => one.Measure == measure && one.Week == week)
                .Select(one => (one.MemberId, desk.Open<GroupMeasure.Taken>(one.Content, one.Id, nameof(one.Content)).Score))
                .Where(one => one.Score is not null)
                .ToDictionary(one => one.MemberId, one => one.Score!.Value);
        var (first, later) = (ScoresOf(rules.Weeks[0]), ScoresOf(week));
        if (PairedChange.Of([.. first.Keys.Where(later.ContainsKey).Select(id => (first[id], later[id]))]) is { } change)
        {
            desk.Db.Publish(
                new GroupChangeMeasured(
                    cycle.Id,
                    cycle.Programme,
                    cycle.Organization,
                    cycle.Place,
                    measure,
                    rules.Weeks[0],
                    week,
                    cycle.StartsOn.AddDays(7 * week),
                    change.Pairs,
                    change.MeanChange,
                    change.StandardDeviation,
                    change.EffectSize,
                    week == rules.Weeks[^1]
                )
            );
        }
    }

    private static Task<List<GroupMeasure>> TakenAsync(GroupCycle cycle, CareDesk desk, CancellationToken cancellationToken)
    {
        var members = cycle.Members.Select(member => member.Id).ToList();
        return desk.Db.GroupMeasures.AsNoTracking().Where(one => members.Contains(one.MemberId)).ToListAsync(cancellationToken);
    }
}
