using SocialServices.Reporting.Suppression;

namespace SocialServices.Reporting.Tests.Suppression;

/// <summary>A table of rows and columns with all totals, as a system of cells.</summary>
internal static class TwoWay
{
    /// <param name="values">Rows of columns.</param>
    /// <param name="k">What is smaller is sensitive.</param>
    /// <param name="owns">How much of each cell an organization knows.</param>
    public static CellSystem Of(long[][] values, long k, Func<int, int, Dictionary<string, long>>? owns = null)
    {
        var system = new CellSystem();
        var (rows, columns) = (values.Length, values[0].Length);
        var numbers = new int[rows + 1, columns + 1];
        for (var row = 0; row <= rows; row++)
        {
            for (var column = 0; column <= columns; column++)
            {
                var cells =
                    from r in row < rows ? [row] : Enumerable.Range(0, rows)
                    from c in column < columns ? [column] : Enumerable.Range(0, columns)
                    select (r, c);
                var value = cells.Sum(cell => values[cell.r][cell.c]);
                var own = owns is null
                    ? []
                    : cells
                        .SelectMany(cell => owns(cell.r, cell.c))
                        .GroupBy(one => one.Key)
                        .ToDictionary(one => one.Key, one => one.Sum(part => part.Value));
                numbers[row, column] = system.Add(
                    new SecretCell
                    {
                        Key = $"{row},{column}",
                        Value = value,
                        IsOffered = true,
                        IsMargin = row == rows || column == columns,
                        IsSensitive = value > 0 && value < k,
                        IsHidden = Certifier.IsSmall(value, own, k),
                        Own = own,
                    }
                );
            }
        }

        for (var row = 0; row <= rows; row++)
        {
            system.Relate(
                new Relation(numbers[row, columns], [.. Enumerable.Range(0, columns).Select(column => numbers[row, column])], IsSum: true)
            );
        }

        for (var column = 0; column <= columns; column++)
        {
            system.Relate(
                new Relation(numbers[rows, column], [.. Enumerable.Range(0, rows).Select(row => numbers[row, column])], IsSum: true)
            );
        }

        return system;
    }
}
