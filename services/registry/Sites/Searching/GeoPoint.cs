using System.Globalization;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>A point on the earth in degrees, WGS 84.</summary>
internal readonly record struct GeoPoint(double Latitude, double Longitude)
{
    private const double KmPerDegree = 111.19; // of a great circle, on the sphere that words.sql measures on

    /// <returns>False when the text is not <c>latitude,longitude</c> within their ranges.</returns>
    public static bool TryParse(string text, out GeoPoint point)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        point = default;
        if (
            text.Split(',') is not [var first, var second]
            || !double.TryParse(first, Plain, CultureInfo.InvariantCulture, out var latitude)
            || !(Math.Abs(latitude) <= 90) // not a number is not small either
            || !double.TryParse(second, Plain, CultureInfo.InvariantCulture, out var longitude)
            || !(Math.Abs(longitude) <= 180)
        )
        {
            return false;
        }

        point = new(latitude, longitude);
        return true;
    }

    /// <summary>South-west and north-east corners of a box that holds all points within this distance.</summary>
    public (GeoPoint SouthWest, GeoPoint NorthEast) Around(double km)
    {
        var north = km / KmPerDegree;
        var nearestToPole = Math.Min(89.9, Math.Abs(Latitude) + north);
        var east = north / Math.Cos(double.DegreesToRadians(nearestToPole));
        return (new(Latitude - north, Longitude - east), new(Latitude + north, Longitude + east));
    }
}
