using System.Text.Json;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.Indicators;

/// <summary>All indicators with their counting rules. A definition without a rule, or a rule that could not be protected, stops the process.</summary>
internal sealed class IndicatorCatalogue
{
    private readonly Dictionary<string, IMeasure> measures;

    public IndicatorCatalogue(IEnumerable<IMeasure> measures)
    {
        this.measures = measures.ToDictionary(measure => measure.Code);
        using var file =
            typeof(IndicatorCatalogue).Assembly.GetManifestResourceStream("indicators.json")
            ?? throw new InvalidOperationException("indicators.json is not embedded.");
        All = JsonSerializer.Deserialize<IReadOnlyList<IndicatorDefinition>>(file, Json.Options)!;
        foreach (var definition in All)
        {
            Check(definition);
        }
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<IndicatorDefinition> All { get; }

    public IndicatorDefinition? Find(string code) => All.FirstOrDefault(definition => definition.Code == code);

    public IMeasure MeasureOf(IndicatorDefinition definition) => measures[definition.Code];

    private void Check(IndicatorDefinition definition)
    {
        if (!measures.TryGetValue(definition.Code, out var measure))
        {
            throw new InvalidOperationException($"The indicator {definition.Code} has no counting rule.");
        }

        if (definition.AboutPeople && measure.CountsIdentities)
        {
            throw new InvalidOperationException($"The indicator {definition.Code} is about people, but its cells would not add up.");
        }

        if (definition.Disaggregations.FirstOrDefault(by => !Dimensions.All.ContainsKey(by)) is { } unknown)
        {
            throw new InvalidOperationException($"The indicator {definition.Code} is broken down by {unknown}, which does not exist.");
        }
    }
}
