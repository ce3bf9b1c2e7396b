using System.Globalization;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>An organization as it is compared with others.</summary>
internal sealed class OrganizationTwin : ITwin<OrganizationTwin>
{
    private const double MinScore = 0.75;
    private const double SameNumber = 0.9;
    private const double NumberCounts = 0.1;
    private const int MinNearNumber = 5;
    private const int MinPart = 4;
    private readonly List<Name> names;
    private readonly string number;

    /// <param name="code">Its code.</param>
    /// <param name="line">Where it stands in the file; null when it was in the register before.</param>
    /// <param name="name">In three languages, some of which may be the same.</param>
    /// <param name="registration">Its number in the state register.</param>
    public OrganizationTwin(string code, int? line, LocalizedText name, string? registration)
    {
        (Code, Line) = (code, line);
        names = [.. new[] { name.Tk, name.Ru, name.En }.Select(Fold.Of).Distinct().Select(Name.Of)];
        number = string.Concat(Fold.Words(Fold.Of(registration ?? "")).Where(word => word is not "no")); // No. 0012-745 is 0012745
        Keys =
        [
            .. names
                .SelectMany(KeysOf)
                .Concat(number.Length > 0 ? ["#" + number] : [])
                .Select(key => key.GetHashCode(StringComparison.Ordinal))
                .Distinct(),
        ];
    }

    public string Code { get; }

    public int? Line { get; }

    public IReadOnlyList<int> Keys { get; }

    public IEnumerable<int> Sought => Keys;

    public (double Score, string Why)? CompareTo(OrganizationTwin other)
    {
        var name = Math.Max(Share(names, other.names), Share(other.names, names)); // one may have only one language
        var (score, why) = (number, other.number) switch
        {
            ("", _) or (_, "") => (name, ""),
            var (one, another) when one == another => (SameNumber + (NumberCounts * name), "registration number the same; "),
            var (one, another) when AreNear(one, another) => (Math.Min(1, name + NumberCounts), "registration number nearly the same; "),
            _ => (name - NumberCounts, "another registration number; "),
        };
        return score < MinScore ? null : (Math.Round(score, 3), string.Create(CultureInfo.InvariantCulture, $"{why}name {name:0%} alike"));
    }

    // Each name with the other's likest, whatever language it stands for.
    private static double Share(List<Name> names, List<Name> others) => names.Average(name => others.Max(name.CompareTo));

    // One letter or digit more, less or another, or two that changed places.
    private static bool AreNear(string one, string other)
    {
        if (Math.Min(one.Length, other.Length) < MinNearNumber || Math.Abs(one.Length - other.Length) > 1)
        {
            return false;
        }

        var same = one.AsSpan().CommonPrefixLength(other);
        var (rest, otherRest) = (one[same..], other[same..]);
        return rest is [var a, var b, .. var end] && otherRest is [var c, var d, .. var otherEnd] && (a, b) == (d, c) && end == otherEnd
            || one.Length >= other.Length && rest[1..] == (one.Length == other.Length ? otherRest[1..] : otherRest)
            || one.Length < other.Length && rest == otherRest[1..];
    }

    // Words, what stands side by side, and how words begin and end: one letter that is wrong hides none.
    private static IEnumerable<string> KeysOf(Name name) =>
        [
            .. name.Words.Where(word => word.Length >= 3),
            string.Join(' ', name.Words),
            .. name.Words.Zip(name.Words.Skip(1), (one, next) => $"{one} {next}"),
            .. name.Words.Where(word => word.Length > MinPart).SelectMany(word => new[] { word[..MinPart] + "*", "*" + word[^MinPart..] }),
        ];

    private sealed record Name(IReadOnlyList<string> Words, int[] Triples, IReadOnlyList<string> Numbers)
    {
        public static Name Of(string folded)
        {
            var words = Fold.Words(folded).ToList();
            return new(words, Likeness.Triples(words), [.. words.Where(word => char.IsDigit(word[0])).Order(StringComparer.Ordinal)]);
        }

        // School 5 is not school 6.
        public double CompareTo(Name other) => Likeness.Of(Triples, other.Triples) * (Numbers.SequenceEqual(other.Numbers) ? 1 : 0.5);
    }
}
