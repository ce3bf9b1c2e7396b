using Npgsql;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>A site as a row of a search.</summary>
internal static class SiteRow
{
    public const string Columns = """
        s.id, s.code, s.organization_code, s.service_type_code, s.place_code, s.name_tk, s.name_ru, s.name_en,
        s.address, s.latitude, s.longitude, s.status, s.total, s.held, s.taken
        """;

    /// <param name="row">The distance, then the columns.</param>
    /// <param name="label">The name in the caller's language.</param>
    public static SiteFacts Read(NpgsqlDataReader row, Func<LocalizedText, string> label)
    {
        var name = new LocalizedText(row.GetString(6), row.GetString(7), row.GetString(8));
        var (total, held, taken) = (row.GetInt32(13), row.GetInt32(14), row.GetInt32(15));
        return new SiteFacts(
            row.GetGuid(1),
            TextOrNull(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            name,
            label(name),
            TextOrNull(9),
            NumberOrNull(10),
            NumberOrNull(11),
            Words.Parse<SiteStatus>(row.GetString(12)),
            new PlaceNumbers(total, held, taken, total - held - taken)
        )
        {
            DistanceKm = NumberOrNull(0) is { } km ? Math.Round(km, 2) : null,
        };

        string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        double? NumberOrNull(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
    }
}
