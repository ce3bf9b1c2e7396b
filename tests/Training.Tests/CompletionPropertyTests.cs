using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SocialServices.Training.Certificates;
using SocialServices.Training.Participation;

namespace SocialServices.Training.Tests;

/// <summary>The rules of attendance, completion and numbers, for whatever courses there may be.</summary>
public sealed class CompletionPropertyTests
{
    [Property]
    public Property Who_can_no_longer_reach_the_threshold_does_not_meet_it_whatever_is_attended_from_now_on() =>
        Prop.ForAll(
            Counts(),
            Threshold(),
            (count, threshold) =>
                count.CanStillMeet(threshold)
                || Enumerable
                    .Range(0, count.Planned - count.Recorded + 1)
                    .All(more => !(count with { Attended = count.Attended + more, Recorded = count.Planned }).Meets(threshold))
        );

    [Property]
    public Property Who_attends_more_never_loses_by_it() =>
        Prop.ForAll(
            Counts(),
            Threshold(),
            (count, threshold) =>
                !count.Meets(threshold)
                || count.Attended == count.Planned
                || (count with { Attended = count.Attended + 1 }).Meets(threshold)
        );

    [Property]
    public Property A_forgiven_absence_never_makes_it_harder() =>
        Prop.ForAll(
            Counts(),
            Threshold(),
            (count, threshold) => !count.Meets(threshold) || (count with { Free = count.Free + 1 }).Meets(threshold)
        );

    [Property]
    public Property Without_forgiven_absences_the_percentage_shown_never_claims_more_than_is_true() =>
        Prop.ForAll(
            Counts(),
            Threshold(),
            (count, threshold) =>
            {
                var plain = count with { Free = 0 };
                return plain.Percent < threshold || plain.Planned == 0 || plain.Meets(threshold);
            }
        );

    [Property]
    public Property A_cancelled_session_never_costs_who_missed_it_anything() =>
        Prop.ForAll(
            Counts(),
            Threshold(),
            (count, threshold) =>
                count.Attended == count.Planned
                || count.Planned < 2
                || !count.Meets(threshold)
                || (count with { Planned = count.Planned - 1, Recorded = Math.Min(count.Recorded, count.Planned - 1) }).Meets(threshold)
        );

    [Property]
    public bool A_number_is_the_same_however_it_is_typed(PositiveInt number, bool lower, bool spaced)
    {
        var printed = $"DEAF-BLIND-SOCIETY-2021-{number.Get % 1_000_000:000000}";
        var typed = spaced ? printed.Replace("-", " – ", StringComparison.Ordinal) : printed.Replace("-", "", StringComparison.Ordinal);
        return CertificateNumbers.Normalize(lower ? typed.ToLowerInvariant() : typed) == CertificateNumbers.Normalize(printed);
    }

    private static Arbitrary<AttendanceCount> Counts() =>
        (
            from planned in Gen.Choose(0, 60)
            from recorded in Gen.Choose(0, planned)
            from attended in Gen.Choose(0, recorded)
            from free in Gen.Choose(0, 5)
            select new AttendanceCount(attended, recorded, planned, 0, free)
        ).ToArbitrary();

    private static Arbitrary<int> Threshold() => Gen.Choose(1, 100).ToArbitrary();
}
