using System.Text.Json.Serialization;

namespace SocialServices.Reporting.Releases;

/// <summary>What a published release says, and for ever.</summary>
/// <param name="Number">Of the release.</param>
/// <param name="Revision">1, and one more for each later version of the same release.</param>
/// <param name="Period">The period that it is about.</param>
/// <param name="CutOff">What was known by then is counted; what came later is in a revision.</param>
/// <param name="Reason">Why it was revised; absent for the first version.</param>
/// <param name="Positions">Up to which event of each source it counts: the same events give the same release.</param>
/// <param name="Tables">The figures.</param>
public sealed record ReleaseContent(
    int Number,
    int Revision,
    string Period,
    DateTimeOffset CutOff,
    string? Reason,
    IReadOnlyDictionary<string, long> Positions,
    IReadOnlyList<ReleaseTable> Tables
);

/// <summary>A table of a release.</summary>
/// <param name="Code">Unique in the release, for example <c>cases-opened-by-place-sex-2021-Q4</c>.</param>
/// <param name="Indicator">Code.</param>
/// <param name="Version">Of the indicator's rule.</param>
/// <param name="Period">What it counts: the release's period or a part of it.</param>
/// <param name="By">Its dimensions.</param>
/// <param name="CoarsenedFrom">
/// The dimensions asked for, when they would have revealed somebody; a dimension that is still in <c>By</c> has fewer levels.
/// </param>
/// <param name="Categories">The categories of each dimension in the order of <c>By</c>, with the one that each is part of.</param>
/// <param name="Cells">All combinations of categories and totals.</param>
public sealed record ReleaseTable(
    string Code,
    string Indicator,
    int Version,
    string Period,
    IReadOnlyList<string> By,
    IReadOnlyList<string>? CoarsenedFrom,
    IReadOnlyList<IReadOnlyList<Category>> Categories,
    IReadOnlyList<ReleaseCell> Cells
);

/// <summary>A category of a dimension.</summary>
/// <param name="Code">Key.</param>
/// <param name="Parent">The category that it is part of; absent at the top.</param>
public sealed record Category(string Code, string? Parent);

/// <summary>One number.</summary>
/// <param name="At">Categories in the order of the table's dimensions, <c>total</c> for all of one.</param>
/// <param name="Value">Absent when there is none to show.</param>
/// <param name="Status">Whether and why.</param>
public sealed record ReleaseCell(IReadOnlyList<string> At, decimal? Value, CellStatus Status);

/// <summary>Whether a number is shown.</summary>
public enum CellStatus
{
    /// <summary>As it is; 0 is a counted 0.</summary>
    Shown,

    /// <summary>Not shown, so that nobody can be recognised. The mark says nothing of how large it is.</summary>
    Hidden,

    /// <summary>It cannot be anything but 0.</summary>
    StructuralZero,

    /// <summary>There is nothing to measure, or too little for a mean.</summary>
    NotAvailable,
}

/// <summary>The proof that hidden numbers of a release cannot be calculated.</summary>
/// <param name="Cells">Numbers taken into account: of this release and of earlier ones that have to do with it.</param>
/// <param name="Hidden">Of them, not shown.</param>
/// <param name="Protected">Of these, the ones that must not be calculated.</param>
/// <param name="Threshold">k.</param>
/// <param name="SmallestInterval">
/// The narrowest interval proven of a protected number, absent when there is none; the proof stops looking at k.
/// </param>
/// <param name="Attackers">Readers tried: one outside, and each organization that knows its own numbers.</param>
/// <param name="Earlier">Earlier releases taken into account.</param>
/// <param name="Coarsened">How many times a table was made coarser before it was enough.</param>
/// <param name="Solver">What proved it.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record Certificate(
    int Cells,
    int Hidden,
    [property: JsonPropertyName("protected")] int Protected,
    int Threshold,
    long? SmallestInterval,
    int Attackers,
    IReadOnlyList<string> Earlier,
    int Coarsened,
    string Solver,
    double Seconds
);
