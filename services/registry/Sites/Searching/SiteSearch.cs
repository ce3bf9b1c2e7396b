using Npgsql;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>Runs the statements of a search.</summary>
/// <param name="connection">Of the pool for searches.</param>
/// <param name="criteria">What is searched for.</param>
/// <param name="understood">What its words and codes mean.</param>
/// <param name="rights">What the caller may see of capacity.</param>
/// <param name="sending">Sees every statement: the benchmark lets pgbench run the same.</param>
internal sealed class SiteSearch(
    NpgsqlConnection connection,
    SearchCriteria criteria,
    Understanding understood,
    CapacityRights rights,
    Action<NpgsqlCommand>? sending = null
)
{
    /// <summary>The least relevant level that counts: what hits have no word less than others.</summary>
    public TextLevel Level { get; private set; }

    private bool IsHopeless => understood is { Terms: [] } or { Types: [] };

    // What is asked for together; the next only when there is none of this.
    private TextLevel[][] Families =>
        [
            understood.Terms is null || criteria.ByDistance ? [TextLevel.Wide] : [TextLevel.Own, TextLevel.Near, TextLevel.Wide],
            .. understood.Terms is { Count: > 2 }
                ? (TextLevel[][])
                    [
                        [TextLevel.AllButOne],
                    ]
                : [],
            .. understood.Terms is { Count: > 1 }
                ? (TextLevel[][])
                    [
                        [TextLevel.Any],
                    ]
                : [],
        ];

    /// <returns>At most so many hits behind this one, each with its key.</returns>
    public async Task<List<(SearchKey Key, SiteView Site)>> FindAsync(
        SearchKey? after,
        int most,
        Func<LocalizedText, string> label,
        CancellationToken cancellationToken
    )
    {
        var hits = new List<(SearchKey Key, SiteView Site)>();
        foreach (var family in IsHopeless ? [] : Families.SkipWhile(family => family[^1] < after?.Level))
        {
            Level = family[^1];
            foreach (var level in family.SkipWhile(level => level < after?.Level))
            {
                if (hits.Count < most)
                {
                    await ReadAsync(level, after?.Level == level ? after : null);
                }
            }

            if (hits.Count > 0 || after is not null || await FiltersDecideAsync(cancellationToken))
            {
                break;
            }
        }

        return hits;

        async Task ReadAsync(TextLevel level, SearchKey? behind)
        {
            foreach (var km in criteria.Circles(behind?.Km ?? 0).TakeWhile(_ => hits.Count < most))
            {
                await ReadWithinAsync(level, km, hits is [.., var last] && criteria.ByDistance ? last.Key : behind);
            }
        }

        async Task ReadWithinAsync(TextLevel level, double km, SearchKey? behind)
        {
            await using var command = SearchSql.Page(
                connection,
                criteria with
                {
                    WithinKm = km,
                },
                understood,
                level,
                behind,
                most - hits.Count
            );
            if (command is not null)
            {
                sending?.Invoke(command);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    var site = SiteRow.Read(reader, label, rights);
                    hits.Add((new SearchKey(level, criteria.ByDistance ? reader.GetDouble(0) : 0, site.Id), site));
                }
            }
        }
    }

    /// <summary>All hits, not only those of the page, counted. To be asked after the first page.</summary>
    public async Task<SearchFacets> CountAsync(Func<LocalizedText, string> label, CancellationToken cancellationToken)
    {
        var total = 0L;
        List<Facet>[] facets =
        [
            [],
            [],
            [],
        ];
        if (!IsHopeless)
        {
            await using var command = SearchSql.Facets(connection, criteria, understood, Level);
            sending?.Invoke(command);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.GetInt32(0) is > 0 and var kind)
                {
                    var name = new LocalizedText(reader.GetString(2), reader.GetString(3), reader.GetString(4));
                    facets[kind - 1].Add(new Facet(reader.GetString(1), name, label(name), reader.GetInt64(5)));
                }
                else
                {
                    total = reader.GetInt64(5);
                }
            }
        }

        return new SearchFacets(total, Sorted(facets[0]), Sorted(facets[1]), Sorted(facets[2]));

        static List<Facet> Sorted(List<Facet> facets) =>
            [.. facets.OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Code, StringComparer.Ordinal)];
    }

    // Sites have all the words, but not where or what was asked for: then nothing is the right answer, and no site with fewer words.
    private async Task<bool> FiltersDecideAsync(CancellationToken cancellationToken)
    {
        if (understood.Terms is not { Count: > 1 } terms || !criteria.HasFilter)
        {
            return false;
        }

        await using var command = SearchSql.Exists(connection, criteria, terms, Level);
        sending?.Invoke(command);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
