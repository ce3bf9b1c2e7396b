namespace SocialServices.Reporting.Releases;

/// <summary>
/// What a table of a release counted, hidden numbers too: kept so that later releases can be proven against it. It never leaves the
/// service.
/// </summary>
/// <param name="Indicator">Code.</param>
/// <param name="Period">Code.</param>
/// <param name="By">Dimensions.</param>
/// <param name="Nodes">Categories of each, with the number of the one that each is part of; the total is 0.</param>
/// <param name="Cells">All numbers that the release has.</param>
internal sealed record ExactTable(
    string Indicator,
    string Period,
    IReadOnlyList<string> By,
    IReadOnlyList<IReadOnlyList<ExactNode>> Nodes,
    IReadOnlyList<ExactCell> Cells
);

/// <param name="Code">Of a category; <c>total</c> for the first.</param>
/// <param name="Parent">Number of the category that it is part of; -1 for the total.</param>
internal sealed record ExactNode(string Code, int Parent);

/// <param name="At">Numbers of categories.</param>
/// <param name="Value">Exact.</param>
/// <param name="IsShown">In this release.</param>
/// <param name="IsSensitive">It is to be protected for ever.</param>
/// <param name="IsStructuralZero">It cannot be anything but 0.</param>
/// <param name="Own">What organizations know of it because it is their own; empty when shown.</param>
internal sealed record ExactCell(
    IReadOnlyList<int> At,
    long Value,
    bool IsShown,
    bool IsSensitive,
    bool IsStructuralZero,
    IReadOnlyDictionary<string, long> Own
);
