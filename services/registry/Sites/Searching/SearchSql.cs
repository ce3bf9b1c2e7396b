using Npgsql;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>
/// The statements of a search, with only the conditions that are asked for: the planner then chooses by their real selectivity.
/// docs/decisions/search.md says why this is not EF.
/// </summary>
internal sealed class SearchSql
{
    // Names in the same statement: a round trip for each kind of them would cost more than the counting.
    private const string FacetText = """
        with recursive hits as materialized (
            select s.service_type_code as type, s.place_code as place, s.organization_code as organization, count(*) as hits
            from sites s where {0}
            group by grouping sets ((s.service_type_code), (s.place_code), (s.organization_code), ())),
        above as (
            select place, place as velayat from hits where place is not null
            union all
            select above.place, child.parent_code from above
            join places child on child.code = above.velayat join places parent on parent.code = child.parent_code and parent.kind <> 'country')
        select 0, null, null, null, null, hits from hits where type is null and place is null and organization is null
        union all
        select 1, code, name_tk, name_ru, name_en, hits from hits join service_types on code = type
        union all
        select 2, code, name_tk, name_ru, name_en, sum(hits)::bigint from hits join above using (place) join places on code = velayat
        where not exists (select from places parent where parent.code = places.parent_code and parent.kind <> 'country') group by code
        union all (
            select 3, code, name_tk, name_ru, name_en, hits from hits join organizations on code = organization order by hits desc, code limit 20)
        """;

    // The planner reads sites in the order of their ids when it expects to find a page soon. Where conditions exclude each other it
    // never does, and reads all: so it is told that much more is wanted, and prefers the indexes unless very many sites fit.
    private const int Caution = 10;

    private readonly SqlParameters parameters = new();
    private readonly SiteConditions conditions;
    private readonly SearchCriteria criteria;

    private SearchSql(SearchCriteria criteria)
    {
        this.criteria = criteria;
        conditions = new SiteConditions(parameters);
        conditions.Require("s.deleted_at is null");
        if (criteria.Status is { } status)
        {
            conditions.Require($"s.status = {parameters.Add(Words.Of(status))}");
        }
    }

    /// <summary>The hits of one level in their order; when by distance, of it and the better ones.</summary>
    /// <remarks>Columns: distance in km or null, then those of <see cref="SiteRow"/>.</remarks>
    /// <returns>Null when the level can have none.</returns>
    public static NpgsqlCommand? Page(
        NpgsqlConnection connection,
        SearchCriteria criteria,
        Understanding understood,
        TextLevel level,
        SearchKey? after,
        int limit
    )
    {
        var sql = new SearchSql(criteria);
        var distance = sql.Filter(understood) ?? "null::double precision";
        switch (understood.Terms)
        {
            case { } terms when criteria.ByDistance:
                sql.conditions.RequireOrBetter(level, terms, sql.parameters);
                break;
            case { } terms when !sql.conditions.TryRequire(level, terms, sql.parameters):
                return null;
        }

        return sql.parameters.Command(
            connection,
            criteria.ByDistance ? sql.Nearest(distance, after, limit) : sql.First(distance, after, limit)
        );
    }

    /// <summary>Hits in all and by service type, velayat and organization.</summary>
    /// <remarks>Columns: which facet (0 the total, 1 service types, 2 velayats, 3 organizations), code, three names, number of hits.</remarks>
    public static NpgsqlCommand Facets(NpgsqlConnection connection, SearchCriteria criteria, Understanding understood, TextLevel level)
    {
        var sql = new SearchSql(criteria);
        sql.Filter(understood);
        if (understood.Terms is { } terms)
        {
            sql.conditions.RequireOrBetter(level, terms, sql.parameters);
        }

        return sql.parameters.Command(connection, FacetText.Replace("{0}", sql.conditions.Text(), StringComparison.Ordinal));
    }

    /// <summary>Whether any site is of this level or a better one, whatever the filters are.</summary>
    public static NpgsqlCommand Exists(
        NpgsqlConnection connection,
        SearchCriteria criteria,
        IReadOnlyList<SearchTerm> terms,
        TextLevel level
    )
    {
        var sql = new SearchSql(criteria);
        sql.conditions.RequireOrBetter(level, terms, sql.parameters);
        return sql.parameters.Command(connection, $"select count(*) > 0 from sites s where {sql.conditions.Text()}"); // exists() is planned as if one were soon found
    }

    private string First(string distance, SearchKey? after, int limit)
    {
        if (after is { } last)
        {
            conditions.Require($"s.id > {parameters.Add(last.Id)}");
        }

        return $"with page as materialized (select {distance} as km, {SiteRow.Columns} from sites s where {conditions.Text()} order by s.id limit {parameters.Add(limit * Caution)}) select * from page limit {parameters.Add(limit)}";
    }

    private string Nearest(string distance, SearchKey? after, int limit)
    {
        var behind = after is { } last ? $"where (hit.km, hit.id) > ({parameters.Add(last.Km)}, {parameters.Add(last.Id)})" : "";
        return $"select * from (select {distance} as km, {SiteRow.Columns} from sites s where {conditions.Text()}) hit {behind} order by km, id limit {parameters.Add(limit)}";
    }

    /// <returns>How far a site is away, when that is asked.</returns>
    private string? Filter(Understanding understood)
    {
        Codes(criteria.ServiceType is { } type ? [type] : null, types => Meaning.None with { Types = types });
        Codes(
            criteria.Organization is { } organization ? [organization] : null,
            organizations => Meaning.None with { Organizations = organizations }
        );
        Codes(understood.Places, places => Meaning.None with { Places = places });
        Codes(understood.Types, types => Meaning.None with { Types = types });
        if (criteria.Code is { } code)
        {
            conditions.Require($"s.code = {parameters.Add(code)}");
        }

        if (criteria.MinimumFree > 0)
        {
            conditions.Require(
                criteria.FreeAsOf is { } dayStart
                    ? $"case when s.counted_at >= {parameters.Add(dayStart.ToUniversalTime())} then s.free_at_day_start else s.total - s.held - s.taken end > 0 and s.admission <> 'assessment'"
                    : $"s.total - s.held - s.taken >= {parameters.Add(criteria.MinimumFree)}"
            );
            conditions.Require(
                "(s.accreditation_suspended_from is null or s.accreditation_suspended_from > (now() at time zone 'Asia/Ashgabat')::date)"
            ); // takes nobody
        }

        if (criteria.Language is { } language)
        {
            conditions.Require($"s.languages @> {parameters.Add((string[])[language])}");
        }

        if (criteria.Accessibility.Count > 0)
        {
            conditions.Require($"s.accessibility @> {parameters.Add(criteria.Accessibility.ToArray())}");
        }

        if (criteria.OpenAt is { } moment)
        {
            conditions.RequireOpen(moment, parameters);
        }

        return criteria.Near is { } near ? Around(near) : null;
    }

    private string Around(GeoPoint near)
    {
        var (southWest, northEast) = near.Around(criteria.WithinKm);
        conditions.Require(
            $"point(s.longitude, s.latitude) <@ box(point({parameters.Add(southWest.Longitude)}, {parameters.Add(southWest.Latitude)}), point({parameters.Add(northEast.Longitude)}, {parameters.Add(northEast.Latitude)}))"
        );
        var km = $"search_km(s.latitude, s.longitude, {parameters.Add(near.Latitude)}, {parameters.Add(near.Longitude)})";
        conditions.Require($"{km} <= {parameters.Add(criteria.WithinKm)}");
        return km;
    }

    private void Codes(string[]? codes, Func<string[], Meaning> meaning)
    {
        if (codes is not null)
        {
            conditions.Require(meaning(codes));
        }
    }
}
