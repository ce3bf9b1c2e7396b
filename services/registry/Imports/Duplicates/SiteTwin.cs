using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>A site as it is compared with others of its service type.</summary>
internal sealed class SiteTwin : ITwin<SiteTwin>
{
    private const double CellDegrees = 0.003; // more than 200 m in both directions, up to 43° north
    private const double NearKm = 0.2;
    private const double FarKm = 1;
    private const double MinNameScore = 0.55;
    private const double MinScore = 0.75;
    private readonly int[] name;
    private readonly int[] address;
    private readonly string[] numbers;

    public SiteTwin(Guid? siteId, int? line, string place, LocalizedText names, string? street, double? latitude, double? longitude)
    {
        (SiteId, Line, Latitude, Longitude) = (siteId, line, latitude, longitude);
        var words = Fold.Words(Fold.Of($"{names.Tk} {names.Ru} {names.En}")).Distinct().ToList();
        var parts = Fold.Words(Fold.Of(street ?? "")).ToList();
        name = Likeness.Triples(words);
        address = Likeness.Triples(parts);
        numbers = [.. parts.Where(part => char.IsDigit(part[0])).Order(StringComparer.Ordinal)];
        string[] said =
        [
            .. words.Where(word => word.Length >= 3),
            string.Join(' ', words),
            .. parts.Zip(parts.Skip(1), (one, next) => $"{one} {next}"),
        ];
        Keys = [.. said.Select(what => HashCode.Combine(place, what)), .. Cells(0)];
    }

    /// <summary>Null in a dry run's file.</summary>
    public Guid? SiteId { get; }

    /// <summary>Where it stands in the file; null when it was in the register before.</summary>
    public int? Line { get; }

    public double? Latitude { get; }
    public double? Longitude { get; }

    /// <summary>What it says, at its place; and where it is.</summary>
    public IReadOnlyList<int> Keys { get; }

    public IEnumerable<int> Sought => Keys.Concat(Cells(1));

    public (double Score, string Why)? CompareTo(SiteTwin other)
    {
        var nameScore = Likeness.Of(name, other.name);
        if (nameScore < MinNameScore)
        {
            return null;
        }

        double? addressScore =
            address.Length == 0 || other.address.Length == 0
                ? null
                : Likeness.Of(address, other.address) * (numbers.AsSpan().SequenceEqual(other.numbers) ? 1 : 0.5); // the same street, another house
        var km = Km(other);
        var where = addressScore ?? (km is <= NearKm ? 1 : null);
        var score = (where is { } place ? (0.6 * nameScore) + (0.4 * place) : 0.9 * nameScore) - (km is > FarKm ? 0.2 : 0);
        return score < MinScore ? null : (Math.Round(score, 3), Explain(nameScore, addressScore, km));
    }

    private static string Explain(double name, double? address, double? km) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"same service type; name {name:0%} alike{(address is { } part ? $"; address {part:0%} alike" : "")}{(km is { } distance ? $"; {distance * 1000:0} m apart" : "")}"
        );

    private double? Km(SiteTwin other)
    {
        if (
            this is not { Latitude: { } latitude, Longitude: { } longitude }
            || other is not { Latitude: { } otherLatitude, Longitude: { } otherLongitude }
        )
        {
            return null;
        }

        const double KmOfDegree = 111.2;
        var north = (latitude - otherLatitude) * KmOfDegree;
        var east = (longitude - otherLongitude) * KmOfDegree * Math.Cos(latitude * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }

    private IEnumerable<int> Cells(int around)
    {
        if (this is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            yield break;
        }

        for (var north = -around; north <= around; north++)
        {
            for (var east = -around; east <= around; east++)
            {
                yield return HashCode.Combine(Cell(latitude) + north, Cell(longitude) + east);
            }
        }
    }

    private static int Cell(double degrees) => (int)Math.Floor(degrees / CellDegrees);
}
