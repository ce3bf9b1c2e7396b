namespace SocialServices.Training.Enrolments;

/// <summary>
/// A file of workers to enrol: lines with a column <c>workerId</c> and, for the programme's office, <c>organization</c>. Ids and codes hold
/// neither separators nor quotes, so that a line that is broken is one bad row and never swallows those after it.
/// </summary>
/// <param name="Rows">Rows that can be read.</param>
/// <param name="Findings">Rows that cannot.</param>
/// <param name="Fault">Why the file as a whole cannot be read; null when it can.</param>
internal sealed record Roster(IReadOnlyList<Roster.Row> Rows, IReadOnlyList<Roster.Finding> Findings, string? Fault)
{
    public const int MaxRows = 10_000;

    public sealed record Row(int Line, Guid WorkerId, string Organization);

    /// <param name="Line">Line of the file, from 1.</param>
    /// <param name="Field">The column at fault.</param>
    /// <param name="Reason">What is wrong.</param>
    public sealed record Finding(int Line, string Field, string Reason);

    /// <param name="text">The file.</param>
    /// <param name="own">The caller's organization, for rows that name none.</param>
    public static Roster Read(string text, string own)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var header = Cells(lines[0]);
        var workerAt = header.FindIndex(name => name.Equals("workerId", StringComparison.OrdinalIgnoreCase));
        var organizationAt = header.FindIndex(name => name.Equals("organization", StringComparison.OrdinalIgnoreCase));
        if (workerAt < 0)
        {
            return new([], [], "The first line must name the column workerId.");
        }

        var (rows, findings, seen) = (new List<Row>(), new List<Finding>(), new HashSet<Guid>());
        foreach (var (index, line) in lines.Index().Skip(1).Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            if (rows.Count + findings.Count == MaxRows)
            {
                return new([], [], $"More than {MaxRows} rows.");
            }

            var cells = Cells(line);
            if (!Guid.TryParse(cells.ElementAtOrDefault(workerAt), out var worker))
            {
                findings.Add(new(index + 1, "workerId", "Not a UUID."));
            }
            else if (!seen.Add(worker))
            {
                findings.Add(new(index + 1, "workerId", "Occurs twice in the file."));
            }
            else
            {
                var named = cells.ElementAtOrDefault(organizationAt);
                rows.Add(new(index + 1, worker, string.IsNullOrEmpty(named) ? own : named));
            }
        }

        return new(rows, findings, null);
    }

    private static List<string> Cells(string line) => [.. line.Split(',', ';').Select(cell => cell.Trim(' ', '"', '\t'))];
}
