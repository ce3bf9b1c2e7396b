using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>What a cycle changed is told once for each measure and week.</summary>
internal sealed class GroupChangeMeasuredHandler(ReportingDb db) : FactHandler<GroupChangeMeasured>(db)
{
    protected override FormattableString Write(GroupChangeMeasured happened, long position) =>
        $"""
            insert into group_changes (
                cycle_id, measure, to_week, programme, organization, place, measured_on, pairs, mean_change, standard_deviation, effect_size,
                is_last_week, position)
            values (
                {happened.CycleId}, {happened.Measure}, {happened.ToWeek}, {happened.Programme}, {happened.Organization}, {happened.Place},
                {happened.On}, {happened.Pairs}, {happened.MeanChange}, {happened.StandardDeviation}, {happened.EffectSize},
                {happened.IsLastWeek}, {position})
            on conflict (cycle_id, measure, to_week) do nothing
            """;
}

/// <summary>The newest numbers of a cycle count.</summary>
internal sealed class GroupCycleCompletedHandler(ReportingDb db) : FactHandler<GroupCycleCompleted>(db)
{
    protected override FormattableString Write(GroupCycleCompleted happened, long position) =>
        $"""
            insert into group_cycles (
                cycle_id, programme, organization, place, families, caregivers, children, families_completed, completed_at, position)
            values (
                {happened.CycleId}, {happened.Programme}, {happened.Organization}, {happened.Place}, {happened.Families}, {happened.Caregivers},
                {happened.Children}, {happened.FamiliesCompleted}, {happened.OccurredAt}, {position})
            on conflict (cycle_id) do update set
                programme = excluded.programme, organization = excluded.organization, place = excluded.place, families = excluded.families,
                caregivers = excluded.caregivers, children = excluded.children, families_completed = excluded.families_completed,
                completed_at = excluded.completed_at, position = excluded.position
            where group_cycles.position < excluded.position
            """;
}
