using SocialServices.Reporting.Indicators;

namespace SocialServices.Reporting.Releases;

/// <summary>
/// The name of a number, the same in whichever table and release it stands: indicator, period and categories, totals left out.
/// </summary>
internal static class CellKeys
{
    public static string Of(IndicatorDefinition definition, string period, IEnumerable<(string Dimension, string Category)> at) =>
        $"{definition.Within?.Indicator ?? definition.Code}|{period}|{Coordinates(definition, at)}";

    /// <summary>The part of the key that does not tell the period.</summary>
    public static string Coordinates(IndicatorDefinition definition, IEnumerable<(string Dimension, string Category)> at)
    {
        var categories = definition.Within is { } within ? at.Append((within.Dimension, within.Category)) : at;
        return string.Join(
            ';',
            categories
                .Where(one => one.Category is not "total")
                .Select(one => $"{one.Dimension}={one.Category}")
                .Order(StringComparer.Ordinal)
        );
    }
}
