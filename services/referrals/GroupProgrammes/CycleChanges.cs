using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts.Referrals;

namespace SocialServices.Referrals.GroupProgrammes;

/// <summary>
/// Closes the weeks of a completed cycle, each measure and week once, and tells how much its people changed until then. Of two means that
/// differ by one pair, that pair could be worked out: so nothing is told of a week that was closed before.
/// </summary>
internal static class CycleChanges
{
    /// <summary>How long after its beginning a week is kept open for those who are missing.</summary>
    public const int DaysOpen = 14;

    /// <summary>Closes every week in which nobody is missing any more, or whose time is over. The cycle must be locked.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="rules">Of its programme.</param>
    /// <param name="unsaved">Measures of the same write.</param>
    /// <param name="desk">Opens the measures.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task CloseWeeksAsync(
        GroupCycle cycle,
        GroupProgrammeRules rules,
        IReadOnlyList<GroupMeasure> unsaved,
        CareDesk desk,
        CancellationToken cancellationToken
    )
    {
        if (cycle.CompletedAt is null)
        {
            return;
        }

        var (id, members) = (cycle.Id, cycle.Members.Select(member => member.Id).ToList());
        var closed = await desk.Db.ClosedGroupWeeks.AsNoTracking().Where(week => week.CycleId == id).ToListAsync(cancellationToken);
        List<GroupMeasure> taken =
        [
            .. await desk.Db.GroupMeasures.AsNoTracking().Where(one => members.Contains(one.MemberId)).ToListAsync(cancellationToken),
            .. unsaved,
        ];
        foreach (var (measure, week) in rules.Measures.SelectMany(measure => rules.Weeks.Skip(1).Select(week => (measure.Code, week))))
        {
            var (before, after) = (MembersIn(rules.Weeks[0]), MembersIn(week));
            if (
                (IsOver(cycle, week, desk.Today) || (before.Count > 0 && before.IsSubsetOf(after)))
                && !closed.Exists(one => one.Measure == measure && one.Week == week)
            )
            {
                desk.Db.Add(ClosedGroupWeek.Of(cycle.Id, measure, week, desk.Now));
                Tell(cycle, rules, [.. taken.Where(one => one.Measure == measure)], measure, week, desk);
            }

            HashSet<Guid> MembersIn(int number) =>
                [.. taken.Where(one => one.Measure == measure && one.Week == number).Select(one => one.MemberId)];
        }
    }

    public static bool IsOver(GroupCycle cycle, int week, DateOnly today) => today >= cycle.StartsOn.AddDays((7 * week) + DaysOpen);

    private static void Tell(
        GroupCycle cycle,
        GroupProgrammeRules rules,
        IReadOnlyList<GroupMeasure> taken,
        string measure,
        int week,
        CareDesk desk
    )
    {
        var (first, later) = (ScoresIn(rules.Weeks[0]), ScoresIn(week));
        if (PairedChange.Of([.. first.Keys.Where(later.ContainsKey).Select(id => (first[id], later[id]))]) is not { } change)
        {
            return; // too few pairs
        }

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

        Dictionary<Guid, int> ScoresIn(int number) =>
            taken
                .Where(one => one.Week == number)
                .Select(one => (one.MemberId, desk.Open<GroupMeasure.Taken>(one.Content, one.Id, nameof(one.Content)).Score))
                .Where(one => one.Score is not null)
                .ToDictionary(one => one.MemberId, one => one.Score!.Value);
    }
}

/// <summary>What others may learn of a measure and week was told, or was too little to be told.</summary>
internal sealed class ClosedGroupWeek
{
    private ClosedGroupWeek() { }

    public Guid CycleId { get; private init; }
    public string Measure { get; private init; } = "";
    public int Week { get; private init; }
    public DateTimeOffset At { get; private init; }

    public static ClosedGroupWeek Of(Guid cycleId, string measure, int week, DateTimeOffset at) =>
        new()
        {
            CycleId = cycleId,
            Measure = measure,
            Week = week,
            At = at,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<ClosedGroupWeek>
    {
        public void Configure(EntityTypeBuilder<ClosedGroupWeek> builder)
        {
            builder.ToTable("closed_group_weeks");
            builder.HasKey(week => new
            {
                week.CycleId,
                week.Measure,
                week.Week,
            });
            builder.Property(week => week.Measure).HasMaxLength(50);
            builder.HasOne<GroupCycle>().WithMany().HasForeignKey(week => week.CycleId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
