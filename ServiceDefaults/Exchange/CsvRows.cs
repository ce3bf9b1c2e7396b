using System.Runtime.CompilerServices;
using System.Text;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Rows of a CSV file.</summary>
public static class CsvRows
{
    /// <summary>Reads the header and says what is wrong with it.</summary>
    public static async Task<Dictionary<string, string[]>> FindHeaderErrorsAsync(
        Stream file,
        RowShape shape,
        CancellationToken cancellationToken
    )
    {
        using var text = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            var (_, _, errors) = await OpenAsync(text, shape, cancellationToken);
            return errors;
        }
        catch (MalformedFileException malformed)
        {
            return new() { ["file"] = [malformed.Message] };
        }
    }

    /// <exception cref="MalformedFileException">The file cannot be read on.</exception>
    public static async IAsyncEnumerable<RawRow> ReadAsync(
        Stream file,
        RowShape shape,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var text = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var (csv, places, errors) = await OpenAsync(text, shape, cancellationToken);
        if (errors.Count > 0)
        {
            throw new MalformedFileException(string.Join(" ", errors.Select(error => $"{error.Key}: {error.Value[0]}")));
        }

        var width = csv.Count;
        while (await csv.ReadAsync(cancellationToken))
        {
            if (csv.Cells.Any(cell => cell.Text.Length > 0)) // spreadsheets leave empty rows at the end
            {
                yield return ToRow(csv, shape, places, width);
            }
        }
    }

    private static async Task<(CsvReader Csv, int[] Places, Dictionary<string, string[]> Errors)> OpenAsync(
        TextReader text,
        RowShape shape,
        CancellationToken cancellationToken
    )
    {
        var csv = await CsvReader.OpenAsync(text, cancellationToken);
        await csv.ReadAsync(cancellationToken);
        var places = shape.Find([.. csv.Cells.Select(cell => cell.Text)], out var errors);
        return (csv, places, errors);
    }

    private static RawRow ToRow(CsvReader csv, RowShape shape, int[] places, int width)
    {
        var faults = new List<Refusal>();
        if (csv.Count < width || csv.Cells.Skip(width).Any(cell => cell.Text.Length > 0) || csv.Count > CsvReader.MaxCells)
        {
            faults.Add(new Refusal(RawRow.WholeRow, $"The row has {csv.Count} cells, the header {width}.", null));
        }

        var values = new string?[places.Length];
        for (var column = 0; column < places.Length; column++)
        {
            if (places[column] is >= 0 and var place && place < csv.Cells.Count)
            {
                var cell = csv.Cells[place];
                values[column] = Csv.Unescape(cell.Text);
                if (cell.TooLong || cell.Misquoted)
                {
                    faults.Add(
                        new Refusal(
                            shape.Columns[column],
                            cell.TooLong
                                ? $"The cell has more than {CsvReader.MaxCellLength} characters."
                                : "Something follows the closing quote.",
                            cell.Text
                        )
                    );
                }
            }
        }

        return new RawRow(csv.Line, values, faults, RawRow.None);
    }
}
