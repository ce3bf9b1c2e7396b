using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>A row as the file has it, before anything is believed.</summary>
/// <param name="Line">See <see cref="ImportFinding.Line"/>.</param>
/// <param name="Values">By column of the <see cref="RowShape"/>; null where the file has no such column, empty where it says nothing.</param>
/// <param name="Faults">What made it unreadable.</param>
/// <param name="Doubts">What was guessed.</param>
public sealed record RawRow(int Line, string?[] Values, IReadOnlyList<Refusal> Faults, IReadOnlyList<Refusal> Doubts)
{
    /// <summary>Languages in which the name was guessed.</summary>
    public IReadOnlyCollection<string> GuessedNames { get; init; } = [];

    /// <summary>Why nothing is to be done with it; null when something is.</summary>
    public Refusal? Ignored { get; init; }

    /// <summary>It is no row of the kind that is imported, or which cell is which is not known.</summary>
    public bool IsUnreadable => Faults.Any(fault => fault.Field == WholeRow);

    /// <summary>The field of a fault that is not one column's.</summary>
    public const string WholeRow = "row";

    public static IReadOnlyList<Refusal> None { get; } = [];
}
