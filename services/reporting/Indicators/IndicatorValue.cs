namespace SocialServices.Reporting.Indicators;

/// <summary>An indicator's value as it may be published.</summary>
/// <param name="Definition">What it means.</param>
/// <param name="By">The dimension; null for the total only.</param>
/// <param name="AsOf">When it was counted.</param>
/// <param name="Total">The whole.</param>
/// <param name="Cells">Every category of the dimension, <c>unknown</c> last; empty without a dimension.</param>
internal sealed record IndicatorValue(
    IndicatorDefinition Definition,
    Dimension? By,
    DateTimeOffset AsOf,
    Cell Total,
    IReadOnlyList<Cell> Cells
);

/// <summary>One number.</summary>
/// <param name="Key">The category, or <c>total</c>.</param>
/// <param name="Value">Absent when suppressed.</param>
/// <param name="Suppressed">The number is hidden, so that nobody can be recognised; a true 0 is shown wherever that is safe.</param>
public sealed record Cell(string Key, long? Value, bool Suppressed)
{
    public const string Total = "total";

    public static Cell Of(string key, long? value) => new(key, value, value is null);
}
