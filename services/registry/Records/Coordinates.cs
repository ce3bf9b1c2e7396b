namespace SocialServices.Registry.Records;

/// <summary>What was just written may be a mistake; it was taken all the same.</summary>
/// <param name="Field">For example latitude.</param>
/// <param name="Reason">What is suspicious about it.</param>
internal sealed record Warning(string Field, string Reason);

/// <summary>Points on the map, wherever the register holds them.</summary>
internal static class Coordinates
{
    // A box around Turkmenistan, a little wider than the country.
    private const double South = 35.1;
    private const double North = 42.8;
    private const double West = 52.4;
    private const double East = 66.7;

    /// <param name="latitude">Degrees, WGS 84.</param>
    /// <param name="longitude">Degrees, WGS 84.</param>
    /// <param name="of">Begins the names of the fields, for example <c>addresses[0].</c></param>
    public static IEnumerable<Warning> FindWarnings(double? latitude, double? longitude, string of = "")
    {
        if (latitude is < South or > North)
        {
            yield return new(
                $"{of}latitude",
                FormattableString.Invariant($"Outside Turkmenistan, which lies between {South} and {North} degrees north.")
            );
        }

        if (longitude is < West or > East)
        {
            yield return new(
                $"{of}longitude",
                FormattableString.Invariant($"Outside Turkmenistan, which lies between {West} and {East} degrees east.")
            );
        }
    }

    /// <returns>Null when nothing is suspicious: the member is absent then.</returns>
    public static IReadOnlyList<Warning>? OrNull(this IEnumerable<Warning> warnings) =>
        warnings.ToList() is { Count: > 0 } found ? found : null;
}
