using System.Text.Json;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.Indicators;

/// <summary>
/// All indicators with their counting rules. A definition without a rule, or with an unknown dimension or relation, stops the process.
/// </summary>
internal sealed class IndicatorCatalogue
{
    private const string Counted = "counted";
    private readonly Dictionary<string, string> measures;

    public IndicatorCatalogue()
    {
        var assembly = typeof(IndicatorCatalogue).Assembly;
        using var file =
            assembly.GetManifestResourceStream("indicators.json")
            ?? throw new InvalidOperationException("indicators.json is not embedded.");
        All = JsonSerializer.Deserialize<IReadOnlyList<IndicatorDefinition>>(file, Json.Options)!;
        measures = All.Where(definition => definition.Kind is not IndicatorKind.Share)
            .ToDictionary(definition => definition.Code, definition => EmbeddedFile.Read(definition.Code, assembly));
        Prelude = EmbeddedFile.Read(Counted, assembly);
        foreach (var definition in All)
        {
            Check(definition);
        }
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<IndicatorDefinition> All { get; }

    /// <summary>What all measures select from: <c>with … ,</c>.</summary>
    public string Prelude { get; }

    public IndicatorDefinition? Find(string code) => All.FirstOrDefault(definition => definition.Code == code);

    public string MeasureOf(IndicatorDefinition definition) => measures[definition.Code];

    private void Check(IndicatorDefinition definition)
    {
        var wrong =
            definition.Disaggregations.FirstOrDefault(by => !Dimensions.All.ContainsKey(by)) is { } unknown
                ? $"is broken down by {unknown}, which does not exist"
            : definition.AtMost is { } larger && Find(larger) is null ? $"is at most {larger}, which does not exist"
            : definition.Kind is IndicatorKind.Share
            && (definition.Of is null || Find(definition.Of)?.Disaggregations.Contains(definition.Dimension!) is not true)
                ? "is a share of something that does not exist"
            : definition.Targets.Any(target => Period.Parse(target.Period) is null) ? "has a target for a period that does not exist"
            : null;
        if (wrong is not null)
        {
            throw new InvalidOperationException($"The indicator {definition.Code} {wrong}.");
        }
    }
}
