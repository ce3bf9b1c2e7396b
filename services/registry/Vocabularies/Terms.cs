using System.Collections.Frozen;
using SocialServices.Registry.Records;

namespace SocialServices.Registry.Vocabularies;

/// <summary>The words for whom and for what services are. They come with the program; nobody edits them.</summary>
internal sealed class Terms
{
    private readonly FrozenSet<string> codes;

    private Terms(IReadOnlyList<Term> all) => (All, codes) = (all, all.Select(term => term.Code).ToFrozenSet());

    /// <summary>What people ask for: the law's grounds of need and those that the programme's services answer.</summary>
    public static Terms Needs { get; } = Read("needs.json");

    /// <summary>What a person must fulfil beside age and sex.</summary>
    public static Terms Conditions { get; } = Read("conditions.json");

    /// <summary>The people for whom services are made.</summary>
    public static Terms TargetGroups { get; } = Read("target-groups.json");

    /// <summary>By code.</summary>
    public IReadOnlyList<Term> All { get; }

    /// <returns>Null when all are known, else why not.</returns>
    public string? Refuse(IEnumerable<string> asked)
    {
        var unknown = asked.Where(code => !codes.Contains(code)).Distinct().ToList();
        return unknown.Count == 0
            ? null
            : $"Unknown: {string.Join(", ", unknown)}. Known: {string.Join(", ", All.Select(term => term.Code))}.";
    }

    private static Terms Read(string file) =>
        new([.. ReferenceFile.Read<Term>(file).Select(entry => entry.Entry).OrderBy(term => term.Code, StringComparer.Ordinal)]);
}
