namespace SocialServices.Reporting.Indicators;

/// <summary>What an indicator means.</summary>
/// <param name="Code">Key.</param>
/// <param name="Version">Of the rule; values of different versions must not be compared.</param>
/// <param name="Name">In the language of <c>Accept-Language</c> (tk, ru, en).</param>
/// <param name="Kind">count, sum, ratio, median or share.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="AboutPeople">Small counts are hidden.</param>
/// <param name="Definition">The rule.</param>
/// <param name="Explanation">The rule in plain words.</param>
/// <param name="Sources">Events that it is made of.</param>
/// <param name="Owner">Code of the organization that answers for it.</param>
/// <param name="Sdg">Target of the Sustainable Development Goals.</param>
/// <param name="Baseline">Value before the programme; absent when not known.</param>
/// <param name="Targets">What the programme aims at, with where it stands.</param>
/// <param name="Disaggregations">Dimensions of its tables.</param>
/// <param name="Overlapping">Those in which somebody may be in several categories.</param>
public sealed record IndicatorView(
    string Code,
    int Version,
    string Name,
    string Kind,
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
    IReadOnlyList<string> Overlapping
)
{
    internal static IndicatorView Of(IndicatorDefinition definition, HttpRequest request) =>
        new(
            definition.Code,
            definition.Version,
            definition.Name.For(request),
            definition.Kind.ToString().ToLowerInvariant(),
            definition.Unit,
            definition.AboutPeople,
            definition.Definition,
            definition.Explanation,
            definition.Sources,
            definition.Owner,
            definition.Sdg,
            definition.Baseline,
            definition.Targets,
            definition.Disaggregations,
            [.. definition.Overlapping?.Intersect(definition.Disaggregations) ?? []]
        );
}
