using SocialServices.Registry.Exports.Cells;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Cells with something in them that is more than a word.</summary>
internal static class ListCells
{
    /// <summary>Several things in one cell; see <see cref="CellItem"/>.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="column">Where they stand.</param>
    /// <param name="read">Makes something of them.</param>
    /// <param name="nothing">What an empty cell says.</param>
    public static Given<T> List<T>(this RowCells cells, string column, CellReader<T> read, T nothing)
    {
        if (!cells.Has(column))
        {
            return new(false, nothing);
        }

        var wasRejected = cells.IsRejected;
        if (cells.Text(column, CsvReader.MaxCellLength, prose: true) is not { } text || (cells.IsRejected && !wasRejected))
        {
            return new(true, nothing);
        }

        var items = CellItem.ReadAll(text);
        CellFault? fault = null;
        var value = items switch
        {
            null => nothing,
            [] => nothing,
            _ => read(items, out fault) ?? nothing,
        };
        fault = items is null ? new CellFault("A double quote is not closed, or something follows it.") : fault;
        if (fault is not null)
        {
            cells.Reject(column, fault.Reason, fault.Value ?? text);
        }

        return new(true, fault is null ? value : nothing);
    }

    /// <summary>A day, as we write it or as spreadsheets do.</summary>
    public static DateOnly? Day(this RowCells cells, string column)
    {
        if (cells.Code(column, 50) is not { } text)
        {
            return null;
        }

        if (!Days.TryRead(text, out DateOnly day))
        {
            cells.Reject(column, Days.Expected, text);
            return null;
        }

        return day;
    }
}
