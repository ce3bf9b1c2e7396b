namespace SocialServices.Contracts.Referrals;

/// <summary>A cycle of a group programme (Strong Families) was held to its end.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Programme">Code of the group programme.</param>
/// <param name="Organization">Code of the organization that ran it.</param>
/// <param name="Place">Place code.</param>
/// <param name="Families">Families that took part in at least one session.</param>
/// <param name="Caregivers">Of them, caregivers.</param>
/// <param name="Children">Of them, children.</param>
/// <param name="FamiliesCompleted">Families that attended every session, or made it up.</param>
[WireName("referrals.group-cycle-completed.v1")]
public sealed record GroupCycleCompleted(
    Guid CycleId,
    string Programme,
    string Organization,
    string Place,
    int Families,
    int Caregivers,
    int Children,
    int FamiliesCompleted
) : IntegrationEvent;

/// <summary>
/// How much the people of a completed cycle changed from a first measure to a later one. Never of fewer than ten, and told once.
/// </summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Programme">Code of the group programme.</param>
/// <param name="Organization">Code of the organization that ran it.</param>
/// <param name="Place">Place code.</param>
/// <param name="Measure">Code of the measure in the programme.</param>
/// <param name="FromWeek">After the first session, of the first measure.</param>
/// <param name="ToWeek">Of the later one.</param>
/// <param name="On">The day on which the later week begins.</param>
/// <param name="Pairs">People who were measured both times.</param>
/// <param name="MeanChange">Mean of later minus first.</param>
/// <param name="StandardDeviation">Of the changes, of the sample (n − 1).</param>
/// <param name="EffectSize">d_z; null when nobody changed differently from the others.</param>
/// <param name="IsLastWeek">The later week is the last one in which the programme measures.</param>
[WireName("referrals.group-change-measured.v1")]
public sealed record GroupChangeMeasured(
    Guid CycleId,
    string Programme,
    string Organization,
    string Place,
    string Measure,
    int FromWeek,
    int ToWeek,
    DateOnly On,
    int Pairs,
    double MeanChange,
    double StandardDeviation,
    double? EffectSize,
    bool IsLastWeek
) : IntegrationEvent;

/// <summary>Measures of a cycle's week are due and some are missing. Told once.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Programme">Code of the group programme.</param>
/// <param name="Organization">Code of the organization that runs it.</param>
/// <param name="Week">After the first session.</param>
/// <param name="Missing">How many measures.</param>
[WireName("referrals.group-measures-due.v1")]
public sealed record GroupMeasuresDue(Guid CycleId, string Programme, string Organization, int Week, int Missing) : IntegrationEvent;
