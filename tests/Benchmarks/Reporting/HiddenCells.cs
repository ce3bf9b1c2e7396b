using SocialServices.Reporting.Releases;
using SocialServices.Reporting.Tests.Suppression;

namespace SocialServices.Benchmarks.Reporting;

/// <summary>How much of a release is hidden although it is neither small nor telling, beside the rule of one pass over each list of numbers.</summary>
/// <param name="Cells">Numbers about people.</param>
/// <param name="Proven">Needlessly hidden by the release, a share.</param>
/// <param name="OnePass">Needlessly hidden by the earlier rule, which proves nothing, a share.</param>
internal sealed record HiddenCells(int Cells, double Proven, double OnePass)
{
    public static HiddenCells Of(IReadOnlyList<ExactTable> tables, long k)
    {
        var (cells, proven, onePass) = (0, 0, 0);
        foreach (var table in tables)
        {
            var hidden = new HashSet<ExactCell>(ReferenceEqualityComparer.Instance);
            for (var axis = 0; axis < table.By.Count; axis++)
            {
                var (line, nodes) = (axis, table.Nodes[axis]);
                foreach (
                    var parent in table.Cells.GroupBy(cell => Key(cell, line, nodes[cell.At[line]].Parent)).Where(one => one.Key is not "")
                )
                {
                    var list = parent.ToList();
                    var rule = new OnePassRule(k).Hide([.. list.Select(cell => cell.Value)]);
                    hidden.UnionWith(list.Where((_, i) => rule[i]));
                }
            }

            bool IsHarmless(ExactCell cell) => !cell.IsSensitive && (cell.Value == 0 || cell.Value >= k);
            cells += table.Cells.Count;
            proven += table.Cells.Count(cell => !cell.IsShown && !cell.IsStructuralZero && IsHarmless(cell));
            onePass += hidden.Count(IsHarmless);
        }

        return new HiddenCells(cells, (double)proven / cells, (double)onePass / cells);
    }

    // Cells with the same one in every other dimension and the same parent in this one are a list; the total has no parent.
    private static string Key(ExactCell cell, int axis, int parent) =>
        parent < 0 ? "" : string.Join(',', cell.At.Select((at, i) => i == axis ? $"in {parent}" : $"{at}"));
}
