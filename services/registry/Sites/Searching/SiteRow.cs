using Npgsql;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>A site as a row of a search.</summary>
internal static class SiteRow
{
    public const string Columns = """
        s.id, s.code, s.organization_code, s.service_type_code, s.place_code, s.name_tk, s.name_ru, s.name_en,
        s.address, s.latitude, s.longitude, s.status, s.total, s.held, s.taken,
        s.admission, s.free_at_day_start, s.counted_at, s.accreditation_suspended_from
        """;

    /// <param name="row">The distance, then the columns.</param>
    /// <param name="label">The name in the caller's language.</param>
    /// <param name="rights">What the caller may see of its capacity.</param>
    public static SiteView Read(NpgsqlDataReader row, Func<LocalizedText, string> label, CapacityRights rights)
    {
        var name = new LocalizedText(row.GetString(6), row.GetString(7), row.GetString(8));
        var (total, held, taken) = (row.GetInt32(13), row.GetInt32(14), row.GetInt32(15));
        var (status, today) = (Words.Parse<SiteStatus>(row.GetString(12)), rights.Today);
        var takesPeople = status is SiteStatus.Active && (row.IsDBNull(19) || row.GetFieldValue<DateOnly>(19) > today);
        var availability = Availabilities.Of(
            takesPeople,
            Words.Parse<Admission>(row.GetString(16)),
            row.IsDBNull(18) ? null : row.GetFieldValue<DateTimeOffset>(18),
            row.GetInt32(17),
            total - held - taken,
            today
        );
        return new SiteView(
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
            status,
            rights.View(row.GetString(3), total, held, taken, availability)
        )
        {
            DistanceKm = NumberOrNull(0) is { } km ? Math.Round(km, 2) : null,
        };

        string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        double? NumberOrNull(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
    }
}
