using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators;

/// <summary>A way to break an indicator down: a tree of categories.</summary>
/// <param name="Code">For example <c>age-band</c>; the column of a measure has underscores.</param>
/// <param name="NodesAsync">All categories, whether anybody is in them or not: the list must not tell where people are.</param>
/// <param name="HxlTag">Hashtag of the category's column.</param>
internal sealed record Dimension(string Code, Func<ReportingDb, CancellationToken, Task<IReadOnlyList<Node>>> NodesAsync, string HxlTag)
{
    /// <summary>The category of everything that is in none of the others.</summary>
    public const string Unknown = "unknown";

    /// <summary>That everybody of a group is in one of its categories tells something about each of them.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Categories of a sensitive dimension that tell nothing.</summary>
    public IReadOnlyList<string> Harmless { get; init; } = [];

    public string Column => Code.Replace('-', '_');
}

/// <summary>A category.</summary>
/// <param name="Code">Key.</param>
/// <param name="Parent">Code of the category that it is part of; null at the top.</param>
internal sealed record Node(string Code, string? Parent = null);
