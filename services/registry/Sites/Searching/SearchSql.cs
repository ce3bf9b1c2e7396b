using Npgsql;
using NpgsqlTypes;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>
/// The statements of a search, with only the conditions that are asked for: the planner then chooses by their real selectivity.
/// docs/decisions/search.md says why this is not EF.
/// </summary>
internal sealed class SearchSql
{
    private const string Columns =
        """
        s.id, s.code, s.organization_code, s.service_type_code, s.place_code, s.name_tk, s.name_ru, s.name_en,
        s.address, s.latitude, s.longitude, s.status, s.total, s.held, s.taken
        """;

    private readonly SearchCriteria criteria;
    private readonly List<NpgsqlParameter> parameters = [];
    private readonly List<string> conditions = [];
    private readonly string distance;

    private SearchSql(SearchCriteria criteria)
    {
        this.criteria = criteria;
        var asked = criteria.Request;
        conditions.Add($"s.status = {Add(criteria.Status)}");
        When(asked.ServiceType, type => $"s.service_type_code = {Add(type)}");
        When(asked.Organization, organization => $"s.organization_code = {Add(organization)}");
        When(criteria.Places, places => $"s.place_code = any ({Add(places)})");
        When(asked.Need, need => $"s.service_type_code in (select code from service_types where {Add(need)} = any (needs))");
        if (asked.Age is { } age)
        {
            var given = Add(age);
            conditions.Add(
                $"s.service_type_code in (select code from service_types where {given} between coalesce(minimum_age, 0) and coalesce(maximum_age, 130))");
        }

        if (criteria.MinimumFree > 0)
        {
            conditions.Add($"s.total - s.held - s.taken >= {Add(criteria.MinimumFree)}");
        }

        distance = criteria.Near is { } near ? NearTo(near) : "null::double precision";
    }

    /// <summary>The hits of one level. Most pages are full after the first, and a further one would cost all its hits.</summary>
    /// <remarks>Columns: order, distance in km or null, then those of a site.</remarks>
    public static NpgsqlCommand Page(NpgsqlConnection connection, SearchCriteria criteria, int level, SearchKey? after, int limit)
    {
        var sql = new SearchSql(criteria);
        return sql.Command(connection, criteria.ByDistance ? sql.Nearest(after, limit) : sql.Level(level, after, limit));
    }

    /// <summary>Hits by service type, place and organization, and in all.</summary>
    /// <remarks>Columns: service type, place, organization (one of them, or none), number of hits.</remarks>
    public static NpgsqlCommand Facets(NpgsqlConnection connection, SearchCriteria criteria)
    {
        var sql = new SearchSql(criteria);
        if (criteria.Levels is { } levels)
        {
            sql.conditions.Add($"s.search_document @@ {sql.AddQuery(levels[^1])}");
        }

        return sql.Command(
            connection,
            $"""
            select s.service_type_code, s.place_code, s.organization_code, count(*) from sites s where {sql.Where()}
            group by grouping sets ((s.service_type_code), (s.place_code), (s.organization_code), ())
            """);
    }

    private string Nearest(SearchKey? after, int limit)
    {
        if (criteria.Levels is { } levels)
        {
            conditions.Add($"s.search_document @@ {AddQuery(levels[^1])}");
        }

        var behind = after is { } last ? $"where (hit.ordered, hit.id) > ({Add(last.Order)}, {Add(last.Id)})" : "";
        return $"select * from (select {distance} as ordered, {distance} as km, {Columns} from sites s where {Where()}) hit {behind} order by ordered, id limit {limit}";
    }

    // What a better level has found is not found again.
    private string Level(int level, SearchKey? after, int limit)
    {
        foreach (var (index, query) in (criteria.Levels ?? []).Take(level + 1).Index())
        {
            conditions.Add($"{(index < level ? "not " : "")}s.search_document @@ {AddQuery(query)}");
        }

        if (after is { } last)
        {
            conditions.Add($"s.id > {Add(last.Id)}");
        }

        return $"select {level}::double precision as ordered, {distance} as km, {Columns} from sites s where {Where()} order by s.id limit {limit}";
    }

    private string NearTo(GeoPoint near)
    {
        var (southWest, northEast) = near.Around(criteria.WithinKm);
        conditions.Add(
            $"point(s.longitude, s.latitude) <@ box(point({Add(southWest.Longitude)}, {Add(southWest.Latitude)}), point({Add(northEast.Longitude)}, {Add(northEast.Latitude)}))");
        var km = $"search_km(s.latitude, s.longitude, {Add(near.Latitude)}, {Add(near.Longitude)})";
        conditions.Add($"{km} <= {Add(criteria.WithinKm)}");
        return km;
    }

    private string Where() => string.Join(" and ", conditions);

    private void When<T>(T? value, Func<T, string> condition)
        where T : class
    {
        if (value is not null)
        {
            conditions.Add(condition(value));
        }
    }

    private string Add(object value)
    {
        parameters.Add(new NpgsqlParameter { Value = value });
        return $"${parameters.Count}";
    }

    // As text: PostgreSQL reads it and plans with its value.
    private string AddQuery(string query)
    {
        parameters.Add(new NpgsqlParameter { Value = query, NpgsqlDbType = NpgsqlDbType.Unknown });
        return $"${parameters.Count}::tsquery";
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string text)
    {
        var command = new NpgsqlCommand(text, connection);
        parameters.ForEach(parameter => command.Parameters.Add(parameter));
        return command;
    }
}
