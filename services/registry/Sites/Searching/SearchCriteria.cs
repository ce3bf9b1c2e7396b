namespace SocialServices.Registry.Sites.Searching;

/// <summary>What is searched for, once it is known to make sense.</summary>
/// <param name="Levels">tsquery texts, best first; null when nothing is asked of the text.</param>
/// <param name="Places">Codes of the places that count; null for all.</param>
/// <param name="Near">The point from which distances are measured.</param>
/// <param name="WithinKm">Greatest distance from it.</param>
/// <param name="MinimumFree">At least so many free places.</param>
/// <param name="ByDistance">The nearest first instead of the most relevant.</param>
/// <param name="Status">Word of <see cref="SiteStatus"/>.</param>
/// <param name="Request">What stays as it was asked.</param>
internal sealed record SearchCriteria(
    string[]? Levels, string[]? Places, GeoPoint? Near, double WithinKm, int MinimumFree, bool ByDistance, string Status, SearchRequest Request)
{
    /// <summary>How many statements a page may take.</summary>
    public int LevelCount => ByDistance ? 1 : Levels?.Length ?? 1;
}

/// <summary>Where a page begins: behind this score or distance, and behind this site within it.</summary>
internal readonly record struct SearchKey(double Order, Guid Id)
{
    private const char Separator = ' ';

    public override string ToString() => FormattableString.Invariant($"{Order:R}{Separator}{Id}");

    /// <returns>False when the text is not such a key.</returns>
    public static bool TryParse(string text, out SearchKey key)
    {
        key = default;
        if (text.Split(Separator) is not [var order, var id]
            || !double.TryParse(order, System.Globalization.CultureInfo.InvariantCulture, out var parsedOrder) || !double.IsFinite(parsedOrder)
            || !Guid.TryParse(id, out var parsedId))
        {
            return false;
        }

        key = new(parsedOrder, parsedId);
        return true;
    }
}
