using System.Linq.Expressions;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators;

/// <summary>A way to break an indicator down.</summary>
/// <param name="Code">For example <c>age-band</c>.</param>
/// <param name="Column">The unit's value.</param>
/// <param name="CategoriesAsync">All categories, whether anybody is in them or not: the list must not tell where people are. <c>unknown</c> is added last.</param>
/// <param name="HxlTag">Hashtag of the category's column.</param>
internal sealed record Dimension(
    string Code,
    Expression<Func<CountedUnit, string?>> Column,
    Func<ReportingDb, CancellationToken, Task<IReadOnlyList<string>>> CategoriesAsync,
    string HxlTag
)
{
    /// <summary>The category of everything that is in none of the others.</summary>
    public const string Unknown = "unknown";

    /// <summary>From a unit's value to its category; most values are categories.</summary>
    public Func<string, string> Fold { get; init; } = value => value;
}
