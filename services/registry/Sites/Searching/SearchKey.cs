using System.Globalization;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>Where a page begins: in this level, behind this distance, and behind this site at the same distance.</summary>
/// <param name="Km">0 when the distance is not what orders.</param>
internal readonly record struct SearchKey(TextLevel Level, double Km, Guid Id)
{
    private const char Separator = ' ';

    public override string ToString() => FormattableString.Invariant($"{(int)Level}{Separator}{Km:R}{Separator}{Id:n}");

    /// <returns>False when the text is not such a key.</returns>
    public static bool TryParse(string text, out SearchKey key)
    {
        key = default;
        if (
            text.Split(Separator) is not [var level, var km, var id]
            || !int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var parsedLevel)
            || !Enum.IsDefined((TextLevel)parsedLevel)
            || !double.TryParse(km, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsedKm)
            || !double.IsFinite(parsedKm)
            || !Guid.TryParse(id, out var parsedId)
        )
        {
            return false;
        }

        key = new((TextLevel)parsedLevel, parsedKm, parsedId);
        return true;
    }
}
