using F23.StringSimilarity;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>What two records of people have in common.</summary>
public enum LikenessReason
{
    SameIdentifier,
    SameExternalCode,
    SameName,
    SimilarName,
    SwappedNames,
    SameBirthDate,
    SwappedDayAndMonth,
    BirthPossible,
    BirthUnknown,
    SamePhone,
}

/// <summary>
/// How likely two records are the same person: points for what agrees, from 0 to 100. People decide; nothing is merged by it.
/// </summary>
/// <param name="Score">From <see cref="MinScore"/> on a record is shown as a candidate.</param>
/// <param name="Reasons">What the points are for.</param>
internal sealed record Likeness(int Score, IReadOnlyList<LikenessReason> Reasons)
{
    public const int MinScore = 55;
    private const int MaxScore = 100;
    private const double MinNameSimilarity = 0.9;

    private static readonly JaroWinkler Similarity = new();

    public static Likeness Of(PersonalDetails one, PersonalDetails other)
    {
        var reasons = new List<(LikenessReason Reason, int Points)>();
        if (SharesIdentifier(one, other))
        {
            reasons.Add((LikenessReason.SameIdentifier, MaxScore));
        }

        if (!string.IsNullOrWhiteSpace(one.ExternalCode) && one.ExternalCode.Trim() == other.ExternalCode?.Trim())
        {
            reasons.Add((LikenessReason.SameExternalCode, MaxScore));
        }

        reasons.AddRange(OfNames(one, other));
        var birth = OfBirth(one, other);
        if (birth is { } found)
        {
            reasons.Add(found);
        }

        if (BlindIndexes.Digits(one.Phone) is { } phone && phone == BlindIndexes.Digits(other.Phone))
        {
            reasons.Add((LikenessReason.SamePhone, 10));
        }

        var points = reasons.Sum(r => r.Points);
        var contradicts = birth is null && points < MaxScore; // a shared document weighs more than a birth date
        return new(Math.Clamp(contradicts ? points - 30 : points, 0, MaxScore), [.. reasons.Select(r => r.Reason)]);
    }

    private static bool SharesIdentifier(PersonalDetails one, PersonalDetails other) =>
        (one.Identifiers ?? []).Any(mine =>
            (other.Identifiers ?? []).Any(theirs =>
                mine.Kind == theirs.Kind && BlindIndexes.Compact(mine.Value) == BlindIndexes.Compact(theirs.Value)
            )
        );

    private static IEnumerable<(LikenessReason, int)> OfNames(PersonalDetails one, PersonalDetails other)
    {
        var (family, given) = (NameKey.Of(one.FamilyName), NameKey.Of(one.GivenName));
        var (otherFamily, otherGiven) = (NameKey.Of(other.FamilyName), NameKey.Of(other.GivenName));
        if (new[] { family, given, otherFamily, otherGiven }.Contains(""))
        {
            yield break; // nothing that could be compared
        }

        var straight = Math.Min(Similarity.Similarity(family, otherFamily), Similarity.Similarity(given, otherGiven));
        var swapped = Math.Min(Similarity.Similarity(family, otherGiven), Similarity.Similarity(given, otherFamily));
        var best = Math.Max(straight, swapped);
        if (best < MinNameSimilarity)
        {
            yield break;
        }

        yield return best > 0.999 ? (LikenessReason.SameName, 50) : (LikenessReason.SimilarName, 35);
        if (swapped > straight)
        {
            yield return (LikenessReason.SwappedNames, 0);
        }
    }

    private static (LikenessReason, int)? OfBirth(PersonalDetails one, PersonalDetails other) =>
        (one.Born(), other.Born()) switch
        {
            (null, _) or (_, null) => (LikenessReason.BirthUnknown, 10),
            _ when one.BirthDate is { } day && day == other.BirthDate => (LikenessReason.SameBirthDate, 40),
            _ when one.BirthDate is { } a && other.BirthDate is { } b && (a.Year, a.Month, a.Day) == (b.Year, b.Day, b.Month) => (
                LikenessReason.SwappedDayAndMonth,
                35
            ),
            ({ } mine, { } theirs)
                when (one.BirthDate is null || other.BirthDate is null) && mine.First <= theirs.Last && theirs.First <= mine.Last => (
                LikenessReason.BirthPossible,
                20
            ),
            _ => null,
        };
}
