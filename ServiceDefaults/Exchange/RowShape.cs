namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>The columns of a kind of row.</summary>
/// <param name="Columns">All, by name.</param>
/// <param name="Required">Those without which nothing can be imported.</param>
/// <param name="Identity">One of these must be there, to tell which record a row is about.</param>
public sealed record RowShape(IReadOnlyList<string> Columns, IReadOnlyList<string> Required, IReadOnlyList<string> Identity)
{
    /// <summary>Where each column of the shape stands in the file; -1 where it does not.</summary>
    /// <param name="header">The file's first row. Upper and lower case are the same.</param>
    /// <param name="errors">By column: why the header cannot be taken.</param>
    public int[] Find(IReadOnlyList<string> header, out Dictionary<string, string[]> errors)
    {
        errors = [];
        var places = new int[Columns.Count];
        Array.Fill(places, -1);
        foreach (var (place, title) in header.Select(name => name.Trim()).Index().Where(cell => cell.Item.Length > 0))
        {
            var column = IndexOf(title);
            if (column < 0)
            {
                errors[Shorten(title)] = [$"There is no such column; there are {string.Join(", ", Columns)}."];
            }
            else if (places[column] >= 0)
            {
                errors[Columns[column]] = ["The column stands there twice."];
            }
            else
            {
                places[column] = place;
            }
        }

        foreach (var missing in Required.Where(name => places[IndexOf(name)] < 0))
        {
            errors[missing] = ["The column is missing."];
        }

        if (Identity.All(name => places[IndexOf(name)] < 0))
        {
            errors[Identity[0]] = [$"One of the columns {string.Join(", ", Identity)} is needed."];
        }

        return places;
    }

    private int IndexOf(string column)
    {
        var at = Columns.Count - 1;
        while (at >= 0 && !Columns[at].Equals(column, StringComparison.OrdinalIgnoreCase))
        {
            at--;
        }

        return at;
    }

    private static string Shorten(string title) => title.Length <= 50 ? title : title[..50] + "…";
}
