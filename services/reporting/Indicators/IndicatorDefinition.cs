using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Indicators;

/// <summary>How an indicator's number is made of its units.</summary>
internal enum IndicatorKind
{
    /// <summary>Units of different ids.</summary>
    Count,

    /// <summary>The sum of their weights.</summary>
    Sum,

    /// <summary>The sum of their values divided by that of their weights.</summary>
    Ratio,

    /// <summary>The median of their values.</summary>
    Median,

    /// <summary>Some categories of another indicator's dimension, in percent of all: calculated from published cells.</summary>
    Share,
}

/// <summary>What a programme wants to reach in a period.</summary>
/// <param name="Period">Code of the period.</param>
/// <param name="Value">The number.</param>
/// <param name="Source">Where it stands.</param>
public sealed record Target(string Period, decimal Value, string Source);

/// <summary>A category of an indicator.</summary>
/// <param name="Indicator">Code.</param>
/// <param name="Dimension">Code.</param>
/// <param name="Category">Code.</param>
internal sealed record Part(string Indicator, string Dimension, string Category);

/// <summary>What an indicator means (Reference/indicators.json). Its units are the rows of Indicators/Measures/CODE.sql.</summary>
/// <param name="Code">For example <c>people-trained</c>.</param>
/// <param name="Version">Grows whenever the counting rule changes: values of different versions must not be compared.</param>
/// <param name="Name">Short name.</param>
/// <param name="Kind">How the number is made.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="AboutPeople">Each unit stands for a person or a family: small counts are hidden.</param>
/// <param name="Definition">The counting rule, in English.</param>
/// <param name="Explanation">The same for somebody who does not count for a living.</param>
/// <param name="Sources">Events that it is made of.</param>
/// <param name="Owner">Code of the organization that answers for the definition.</param>
/// <param name="Sdg">The target of the Sustainable Development Goals that it speaks to.</param>
/// <param name="Baseline">Value before the programme; null when not known.</param>
/// <param name="Targets">What the programme aims at, by period.</param>
/// <param name="Disaggregations">Codes of the dimensions by which it may be broken down.</param>
/// <param name="Overlapping">Dimensions in which a unit may be in several categories, so that they add up to more than the total.</param>
/// <param name="Stock">It has no time of its own: it is what is there when the figure is made.</param>
/// <param name="OfCases">Its units belong to cases, so that a worker has a caseload of them.</param>
/// <param name="AtMost">An indicator that is never smaller, cell by cell.</param>
/// <param name="Of">
/// Of a share: the indicator whose cells it is calculated from. Of a mean or median: the one whose cell must be shown beside it.
/// </param>
/// <param name="Dimension">Of a share: the dimension.</param>
/// <param name="Categories">Of a share: what is in its numerator.</param>
/// <param name="Within">The indicator of which this one is a category, so that its cells are the same numbers.</param>
/// <param name="Impossible">Categories of dimensions in which there can be nothing: their zeros are everybody's knowledge.</param>
internal sealed record IndicatorDefinition(
    string Code,
    int Version,
    LocalizedText Name,
    IndicatorKind Kind,
    string Unit,
    bool AboutPeople,
    string Definition,
    string Explanation,
    IReadOnlyList<string> Sources,
    string Owner,
    string Sdg,
    decimal? Baseline,
    IReadOnlyList<Target> Targets,
    IReadOnlyList<string> Disaggregations,
    IReadOnlyList<string>? Overlapping = null,
    bool Stock = false,
    bool OfCases = false,
    string? AtMost = null,
    string? Of = null,
    string? Dimension = null,
    IReadOnlyList<string>? Categories = null,
    Part? Within = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Impossible = null
)
{
    /// <summary>Its cells are whole numbers that add up, or would without overlaps.</summary>
    public bool IsCount => Kind is IndicatorKind.Count or IndicatorKind.Sum;

    /// <summary>A unit may have several rows.</summary>
    public bool Repeats => Overlapping is { Count: > 0 };

    public bool Overlaps(string dimension) => Overlapping?.Contains(dimension) is true;
}
