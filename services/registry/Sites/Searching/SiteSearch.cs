using Npgsql;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>Runs the statements of a search.</summary>
internal static class SiteSearch
{
    private const string UnderstandText =
        """
        with recursive within as (
            select code from places where code = $2
            union
            select child.code from places child join within on child.parent_code = within.code)
        select case when $1::text is not null then search_levels($1) end, case when $2::text is not null then array(select code from within) end
        """;

    /// <summary>What the text asks for and which places are part of the place.</summary>
    public static async Task<(string[]? Levels, string[]? Places)> UnderstandAsync(
        NpgsqlConnection connection, string? text, string? place, CancellationToken cancellationToken)
    {
        if (text is null && place is null)
        {
            return (null, null);
        }

        await using var command = Understand(connection, text, place);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (await ReadAsync(0), await ReadAsync(1));

        async Task<string[]?> ReadAsync(int column) =>
            await reader.IsDBNullAsync(column, cancellationToken) ? null : await reader.GetFieldValueAsync<string[]>(column, cancellationToken);
    }

    public static NpgsqlCommand Understand(NpgsqlConnection connection, string? text, string? place) =>
        new(UnderstandText, connection) { Parameters = { Text(text), Text(place) } };

    /// <returns>Up to one row more than <paramref name="size"/>, each with its key.</returns>
    public static async Task<List<(SearchKey Key, SiteHit Hit)>> FindAsync(
        NpgsqlConnection connection, SearchCriteria criteria, SearchKey? after, int size, HttpRequest http, CancellationToken cancellationToken)
    {
        var hits = new List<(SearchKey, SiteHit)>(size + 1);
        var begin = criteria.ByDistance || after is null ? 0 : (int)Math.Clamp(after.Value.Order, 0, criteria.LevelCount);
        for (var level = begin; level < criteria.LevelCount && hits.Count <= size; level++)
        {
            await using var command = SearchSql.Page(connection, criteria, level, level == begin ? after : null, size + 1 - hits.Count);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                hits.Add(Hit(reader, http));
            }
        }

        return hits;
    }

    private static (SearchKey Key, SiteHit Hit) Hit(NpgsqlDataReader row, HttpRequest http)
    {
        var name = new LocalizedText(row.GetString(7), row.GetString(8), row.GetString(9));
        var (total, held, taken) = (row.GetInt32(14), row.GetInt32(15), row.GetInt32(16));
        var site = new SiteFacts(
            row.GetGuid(2), TextOrNull(3), row.GetString(4), row.GetString(5), row.GetString(6), name, name.For(http),
            TextOrNull(10), NumberOrNull(11), NumberOrNull(12), Words.Parse<SiteStatus>(row.GetString(13)),
            new PlaceNumbers(total, held, taken, total - held - taken));
        return (new SearchKey(row.GetDouble(0), site.Id), new SiteHit(site, NumberOrNull(1) is { } km ? Math.Round(km, 2) : null));

        string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        double? NumberOrNull(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
    }

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
