using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Places;

/// <summary>What must be true of places on every day. Each rule answers the field at fault with the reason, or null.</summary>
internal static class PlaceRules
{
    public static readonly DateOnly Earliest = new(1850, 1, 1);

    /// <summary>Of a version that is new or corrected, in the geography with it.</summary>
    /// <param name="changed">With the version.</param>
    /// <param name="version">The version.</param>
    /// <param name="fromField">How the caller calls its first day.</param>
    public static (string Field, string Reason)? Check(Geography changed, PlaceVersion version, string fromField) =>
        OfParent(changed, version)
        ?? OfKind(changed, version)
        ?? OfDates(changed, version, fromField)
        ?? OfParts(changed, version, fromField)
        ?? OfPredecessors(changed, version, fromField);

    /// <summary>That a place may end on a day, with these successors.</summary>
    /// <param name="geography">Before the place ends.</param>
    /// <param name="version">Its last version.</param>
    /// <param name="day">The first day without it.</param>
    /// <param name="kind">How it ends.</param>
    /// <param name="successors">Codes.</param>
    public static (string Field, string Reason)? CheckEnd(
        Geography geography,
        PlaceVersion version,
        DateOnly day,
        SuccessionKind kind,
        IReadOnlyCollection<string> successors
    )
    {
        if (day < Earliest)
        {
            return ("on", $"Must not be before {Earliest:yyyy-MM-dd}.");
        }

        if (day <= version.ValidFrom)
        {
            return ("on", $"Must be after {version.ValidFrom:yyyy-MM-dd}, its first day.");
        }

        if (kind is SuccessionKind.Renamed && successors.Count != 1)
        {
            return ("successors", "A place that is renamed has one successor.");
        }

        if (kind is SuccessionKind.Split && successors.Count < 2)
        {
            return ("successors", "A place that is split has two successors or more.");
        }

        foreach (var successor in successors)
        {
            if (successor == version.Code)
            {
                return ("successors", "A place does not succeed itself.");
            }

            if (!geography.Knows(successor))
            {
                return ("successors", $"No place has the code {successor}.");
            }

            if (geography.Find(successor, day) is null)
            {
                return ("successors", $"{successor} does not exist on {day:yyyy-MM-dd}.");
            }
        }

        var ended = geography.With(version with { ValidUntil = day.AddDays(-1) });
        return OfParts(ended, version with { ValidUntil = day.AddDays(-1) }, "on") ?? OfPredecessors(ended, version, "on");
    }

    private static (string, string)? OfParent(Geography geography, PlaceVersion version)
    {
        if (version.Kind is PlaceKind.Country != version.ParentCode is null)
        {
            return ("parent", version.ParentCode is null ? "Only a country is part of nothing." : "A country is part of nothing.");
        }

        if (version.ParentCode is not { } parent)
        {
            return null;
        }

        if (!geography.Knows(parent))
        {
            return ("parent", "No place has this code.");
        }

        if (parent == version.Code || DaysOfChange(geography, version).Any(day => Turns(geography, version.Code, day)))
        {
            return ("parent", "A place cannot be part of itself.");
        }

        return Uncovered(geography, version) is { } missing ? ("parent", $"{parent} does not exist on {missing:yyyy-MM-dd}.") : null;
    }

    // What is part of what (Wikipedia, "Regions of Turkmenistan"): velayats of the country, etraps of velayats and of Ashgabat, cities of any of them.
    private static (string, string)? OfKind(Geography geography, PlaceVersion version)
    {
        if (
            version.Kind is PlaceKind.Country
            && geography.Versions.Any(other => other.Kind is PlaceKind.Country && other.Code != version.Code)
        )
        {
            return ("kind", "There is one country.");
        }

        var wholes = version.ParentCode is { } parent ? geography.VersionsOf(parent).Where(whole => Overlap(whole, version)) : [];
        if (wholes.FirstOrDefault(whole => !CanBePartOf(whole.Kind, version.Kind)) is { } unfit)
        {
            return ("parent", $"No {Words.Of(version.Kind)} is part of a place of the kind {Words.Of(unfit.Kind)}.");
        }

        var parts = geography
            .Versions.Where(part => part.ParentCode == version.Code && Overlap(part, version) && !CanBePartOf(version.Kind, part.Kind))
            .Select(part => part.Code)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return parts is [] ? null : ("kind", $"These cannot be part of such a place: {string.Join(", ", parts)}.");
    }

    private static bool CanBePartOf(PlaceKind whole, PlaceKind part) =>
        (whole, part) switch
        {
            (PlaceKind.Country, PlaceKind.Velayat or PlaceKind.City) => true,
            (PlaceKind.Velayat, PlaceKind.Etrap or PlaceKind.City) => true,
            (PlaceKind.City, PlaceKind.Etrap) => true,
            (PlaceKind.Etrap, PlaceKind.City) => true,
            _ => false,
        };

    private static (string, string)? OfDates(Geography geography, PlaceVersion version, string fromField)
    {
        if (version.ValidUntil < version.ValidFrom)
        {
            return (fromField, $"Must not be after {version.ValidUntil:yyyy-MM-dd}, its last day.");
        }

        var overlapping = geography
            .VersionsOf(version.Code)
            .FirstOrDefault(other => other.Number != version.Number && Overlap(other, version));
        return overlapping is null
            ? null
            : (fromField, $"Its version {overlapping.Number} is valid until {overlapping.ValidUntil:yyyy-MM-dd}: no two at once.");
    }

    private static (string, string)? OfParts(Geography geography, PlaceVersion version, string field)
    {
        var orphans = geography
            .Versions.Where(part => part.ParentCode == version.Code && Uncovered(geography, part) is not null)
            .Select(part => part.Code)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return orphans.Count == 0 ? null : (field, $"Places would be part of it while it does not exist: {string.Join(", ", orphans)}.");
    }

    // Who was abolished in favour of it must find it there.
    private static (string, string)? OfPredecessors(Geography geography, PlaceVersion version, string field)
    {
        var broken = geography.Successions.FirstOrDefault(s => s.ToCode == version.Code && geography.Find(s.ToCode, s.Day) is null);
        return broken is null ? null : (field, $"It succeeded {broken.FromCode} on {broken.Day:yyyy-MM-dd} and must exist then.");
    }

    /// <summary>The first day of the version on which its parent does not exist; a first day that is not known asks nothing.</summary>
    private static DateOnly? Uncovered(Geography geography, PlaceVersion version)
    {
        var parents = geography.VersionsOf(version.ParentCode!).OrderBy(Starts).ToList();
        var day = version.ValidFrom ?? Starts(parents[0]);
        foreach (var parent in parents.Where(parent => parent.IsOn(day)))
        {
            if (Ends(parent) >= Ends(version))
            {
                return null;
            }

            day = Ends(parent).AddDays(1);
        }

        return day;
    }

    // Between two of them nothing changes.
    private static IEnumerable<DateOnly> DaysOfChange(Geography geography, PlaceVersion version) =>
        geography.Versions.Select(Starts).Where(version.IsOn).Append(version.ValidFrom ?? Starts(version)).Distinct();

    private static bool Turns(Geography geography, string code, DateOnly day)
    {
        var seen = new HashSet<string> { code };
        return !geography.Above(code, day).All(seen.Add);
    }

    private static bool Overlap(PlaceVersion one, PlaceVersion other) => Starts(one) <= Ends(other) && Starts(other) <= Ends(one);

    private static DateOnly Starts(PlaceVersion version) => version.ValidFrom ?? DateOnly.MinValue;

    private static DateOnly Ends(PlaceVersion version) => version.ValidUntil ?? DateOnly.MaxValue;
}
