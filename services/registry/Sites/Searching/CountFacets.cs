using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.Registry.Data;
using SocialServices.Registry.Places;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>Counts all hits of a search.</summary>
internal static class CountFacets
{
    private const int MostOrganizations = 20;

    public static async Task<SearchFacets> CountAsync(
        RegistryDb db, NpgsqlConnection connection, SearchCriteria criteria, HttpRequest http, CancellationToken cancellationToken)
    {
        var (total, types, places, organizations) = await ReadAsync(connection, criteria, cancellationToken);
        var typeNames = await db.ServiceTypes.Where(t => types.Keys.Contains(t.Code)).Select(t => new { t.Code, t.Name }).ToDictionaryAsync(t => t.Code, t => t.Name, cancellationToken);
        var most = organizations.OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal).Take(MostOrganizations).ToDictionary();
        var organizationNames = await db.Organizations.Where(o => most.Keys.Contains(o.Code)).Select(o => new { o.Code, o.Name }).ToDictionaryAsync(o => o.Code, o => o.Name, cancellationToken);
        var known = await db.Places.Select(p => new { p.Code, p.ParentCode, p.Kind, p.Name }).ToDictionaryAsync(p => p.Code, cancellationToken);
        var velayats = places.GroupBy(place => VelayatOf(place.Key)).ToDictionary(velayat => velayat.Key, velayat => velayat.Sum(place => place.Value));
        return new SearchFacets(total, Facets(types, code => typeNames[code]), Facets(velayats, code => known[code].Name), Facets(most, code => organizationNames[code]));

        string VelayatOf(string code) =>
            known[code] is { ParentCode: { } parent } && known[parent].Kind is not PlaceKind.Country ? VelayatOf(parent) : code;

        IReadOnlyList<Facet> Facets(Dictionary<string, long> counts, Func<string, LocalizedText> name) =>
            [.. counts.Select(count => new Facet(count.Key, name(count.Key), name(count.Key).For(http), count.Value))
                .OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Code, StringComparer.Ordinal)];
    }

    private static async Task<(long Total, Dictionary<string, long> Types, Dictionary<string, long> Places, Dictionary<string, long> Organizations)> ReadAsync(
        NpgsqlConnection connection, SearchCriteria criteria, CancellationToken cancellationToken)
    {
        await using var command = SearchSql.Facets(connection, criteria);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var total = 0L;
        Dictionary<string, long>[] counts = [[], [], []];
        while (await reader.ReadAsync(cancellationToken))
        {
            var column = Enumerable.Range(0, counts.Length).FirstOrDefault(index => !reader.IsDBNull(index), -1);
            if (column < 0)
            {
                total = reader.GetInt64(3);
            }
            else
            {
                counts[column][reader.GetString(column)] = reader.GetInt64(3);
            }
        }

        return (total, counts[0], counts[1], counts[2]);
    }
}
