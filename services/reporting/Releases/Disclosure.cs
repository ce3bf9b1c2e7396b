using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Suppression;

namespace SocialServices.Reporting.Releases;

/// <summary>All that readers can put together of a new release and those before it, as numbers with relations.</summary>
internal sealed partial class Disclosure
{
    private readonly IndicatorCatalogue catalogue;
    private readonly long k;
    private readonly Dictionary<(string Indicator, string Coordinates), Dictionary<string, int>> byPeriod = [];
    private readonly HashSet<string> related = [];

    /// <summary>Of an earlier release by key: what was shown of it last.</summary>
    private readonly Dictionary<string, ExactCell> before = [];

    /// <param name="catalogue">What the indicators are.</param>
    /// <param name="drafts">Tables of counts of people, as they are to be published.</param>
    /// <param name="earlier">Those of earlier releases, in the order of publication.</param>
    /// <param name="k">Threshold.</param>
    public Disclosure(IndicatorCatalogue catalogue, IReadOnlyList<DraftTable> drafts, IReadOnlyList<ExactTable> earlier, long k)
    {
        (this.catalogue, this.k) = (catalogue, k);
        var known = new HashSet<string>();
        foreach (var table in earlier)
        {
            foreach (var cell in table.Cells)
            {
                var key = KeyOf(table, cell);
                before[key] = cell;
                if (cell.IsShown)
                {
                    known.Add(Named(key, cell.Value));
                }
            }
        }

        // Relations between periods are those of the newest numbers.
        foreach (var draft in drafts)
        {
            AddDraft(draft, known);
        }

        foreach (var table in earlier.Reverse())
        {
            AddEarlier(table, known);
        }

        foreach (var draft in drafts)
        {
            RelateDraft(draft);
            MarkGroups(draft);
        }

        RelatePeriods();
        RelateIndicators();
    }

    public CellSystem System { get; } = new();

    /// <summary>The number of a draft's cell in <see cref="System"/>.</summary>
    public int NumberOf(DraftTable draft, int cell, int[] at) => System.Find(Named(KeyOf(draft, at), draft.Counted.Values[cell]))!.Value;

    private static string KeyOf(DraftTable draft, int[] at) => CellKeys.Of(draft.Definition, draft.Period.Code, CategoriesOf(draft, at));

    // Numbers that late events have changed are two numbers.
    private static string Named(string key, long value) => $"{key}={value}";

    private static IEnumerable<(string Dimension, string Category)> CategoriesOf(DraftTable draft, int[] at) =>
        at.Select((number, i) => (draft.Counted.Axes[i].Dimension.Code, draft.CodeOf(i, number)));

    private static IEnumerable<(string Dimension, string Category)> CategoriesOf(ExactTable table, ExactCell cell) =>
        cell.At.Select((number, i) => (table.By[i], table.Nodes[i][number].Code));

    private string KeyOf(ExactTable table, ExactCell cell) =>
        CellKeys.Of(catalogue.Find(table.Indicator)!, table.Period, CategoriesOf(table, cell));

    private void AddDraft(DraftTable draft, HashSet<string> known)
    {
        foreach (var (cell, at) in draft.Cells())
        {
            var (key, value) = (KeyOf(draft, at), draft.Counted.Values[cell]);
            var name = Named(key, value);
            if (System.Find(name) is not null)
            {
                continue;
            }

            var own = draft.Counted.Own[cell] ?? [];
            var last = before.GetValueOrDefault(key);
            var difference = last is { IsShown: true } ? Math.Abs(value - last.Value) : 0;
            var isSensitive =
                (value > 0 && value < k) || (difference > 0 && difference < k) || (last is { IsSensitive: true } && last.Value == value);
            var isKnown = known.Contains(name);
            var organization = Array.FindIndex([.. draft.AskedBy], by => by is "organization");
            Note(
                draft.Definition,
                draft.Period.Code,
                CategoriesOf(draft, at),
                System.Add(
                    new SecretCell
                    {
                        Key = name,
                        Value = value,
                        IsStructuralZero = draft.IsStructuralZero(cell, at),
                        IsKnown = isKnown,
                        IsOffered = true,
                        IsMargin = draft.IsMargin(at),
                        IsSensitive = isSensitive,
                        // What was hidden stays hidden as long as it is the same number.
                        IsHidden =
                            !isKnown
                            && (isSensitive || Certifier.IsSmall(value, own, k) || last is { IsShown: false } && last.Value == value),
                        Own = own,
                        Owner = organization >= 0 && at[organization] > 0 ? draft.CodeOf(organization, at[organization]) : null,
                    }
                )
            );
        }
    }

    private void AddEarlier(ExactTable table, HashSet<string> known)
    {
        var numbers = new Dictionary<string, int>();
        foreach (var cell in table.Cells)
        {
            var name = Named(KeyOf(table, cell), cell.Value);
            var organization = table.By.ToList().IndexOf("organization");
            numbers[string.Join(',', cell.At)] =
                System.Find(name)
                ?? System.Add(
                    new SecretCell
                    {
                        Key = name,
                        Value = cell.Value,
                        IsStructuralZero = cell.IsStructuralZero,
                        IsKnown = known.Contains(name),
                        IsSensitive = cell.IsSensitive,
                        IsHidden = !known.Contains(name) && !cell.IsStructuralZero,
                        Own = cell.Own,
                        Owner =
                            organization >= 0 && cell.At[organization] > 0 ? table.Nodes[organization][cell.At[organization]].Code : null,
                    }
                );
            Note(catalogue.Find(table.Indicator)!, table.Period, CategoriesOf(table, cell), System.Find(name)!.Value);
        }

        var definition = catalogue.Find(table.Indicator)!;
        foreach (var cell in table.Cells)
        {
            for (var axis = 0; axis < table.By.Count; axis++)
            {
                var line = axis;
                var parts = Enumerable
                    .Range(1, table.Nodes[axis].Count - 1)
                    .Where(number => table.Nodes[line][number].Parent == cell.At[line])
                    .Select(number => numbers.GetValueOrDefault(string.Join(',', cell.At.Select((at, i) => i == line ? number : at)), -1))
                    .Where(number => number >= 0)
                    .ToArray();
                if (parts.Length > 0)
                {
                    Relate(numbers[string.Join(',', cell.At)], parts, !definition.Overlaps(table.By[axis]));
                }
            }
        }
    }

    private void Note(IndicatorDefinition definition, string period, IEnumerable<(string, string)> at, int number) =>
        (
            byPeriod.TryGetValue((definition.Within?.Indicator ?? definition.Code, CellKeys.Coordinates(definition, at)), out var numbers)
                ? numbers
                : byPeriod[(definition.Within?.Indicator ?? definition.Code, CellKeys.Coordinates(definition, at))] = []
        ).TryAdd(period, number);

    private void RelateDraft(DraftTable draft)
    {
        foreach (var (total, parts, axis) in draft.Lines())
        {
            int Number(int cell) => NumberOf(draft, cell, draft.Counted.CoordinatesOf(cell));
            Relate(Number(total), [.. parts.Select(Number)], !draft.Definition.Overlaps(draft.Counted.Axes[axis].Dimension.Code));
        }
    }

    private void Relate(int total, int[] parts, bool isSum)
    {
        if (!related.Add($"{total}:{string.Join(',', parts.Order())}{isSum}"))
        {
            return;
        }

        System.Relate(new Relation(total, parts, isSum));
        foreach (var part in isSum ? [] : parts)
        {
            System.Relate(new Relation(part, [total], IsSum: false));
        }
    }

    // If all of a group are in one category that tells something of each of them, the number is no longer a count only.
    private void MarkGroups(DraftTable draft)
    {
        foreach (var (total, parts, axis) in draft.Lines())
        {
            var dimension = draft.Counted.Axes[axis].Dimension;
            var values = draft.Counted.Values;
            var full = Array.FindIndex(parts, part => values[part] == values[total]);
            if (!dimension.IsSensitive || values[total] == 0 || full < 0)
            {
                continue;
            }

            var at = draft.Counted.CoordinatesOf(parts[full]);
            var others = parts
                .Where(part => part != parts[full] && !draft.IsStructuralZero(part, draft.Counted.CoordinatesOf(part)))
                .ToList();
            if (
                others.Count == 0
                || draft.CodeOf(axis, at[axis]) is var code && (code == Dimension.Unknown || dimension.Harmless.Contains(code))
            )
            {
                continue;
            }

            foreach (var part in others.Where(part => values[part] == 0).Append(parts[full]))
            {
                var cell = System.Cells[NumberOf(draft, part, draft.Counted.CoordinatesOf(part))];
                (cell.IsSensitive, cell.IsHidden) = (cell.IsSensitive || !cell.IsKnown, cell.IsHidden || !cell.IsKnown);
            }
        }
    }
}
