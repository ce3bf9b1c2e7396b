using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>The sites that a batch of rows is about, locked in the order of their ids, so that two imports never wait for each other.</summary>
internal sealed class KnownSites
{
    private readonly Dictionary<Guid, Site> byId;
    private readonly Dictionary<(string, string), Site> byCode;

    private KnownSites(IReadOnlyList<Site> sites)
    {
        byId = sites.ToDictionary(site => site.Id);
        byCode = sites.Where(site => site.Code is not null).ToDictionary(site => (site.OrganizationCode, site.Code!));
    }

    /// <remarks>Also those that are deleted: their ids and codes stay taken.</remarks>
    public static async Task<KnownSites> LockAsync(RegistryDb db, IReadOnlyList<SiteRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.Id is not null).Select(row => row.Id!.Value).ToArray();
        var coded = rows.Where(row => row.Code is not null).ToList();
        var (organizations, codes) = (coded.Select(row => row.Organization).ToArray(), coded.Select(row => row.Code).ToArray());
        await db.Database.ExecuteSqlAsync(
            // By index and not by reading all sites: the planner does not know how fast the table grows while it runs.
            $"set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off",
            cancellationToken
        );
        var sites = await db
            .Sites.FromSql(
                $"""
                select s.* from sites s where s.id in (
                    select unnest({ids})
                    union
                    select coded.id from unnest({organizations}, {codes}) as named (organization, code)
                    join sites coded on coded.organization_code = named.organization and coded.code = named.code)
                order by s.id for update
                """
            )
            .IgnoreQueryFilters()
            .ToListAsync(cancellationToken);
        return new KnownSites(sites);
    }

    /// <param name="row">What a row says.</param>
    /// <param name="conflict">Another site that has the code of the row.</param>
    /// <returns>The site that the row is about; null when it is a new one.</returns>
    public Site? Find(SiteRow row, out Site? conflict)
    {
        var coded = row.Code is { } code ? byCode.GetValueOrDefault((row.Organization, code)) : null;
        var site = row.Id is { } id ? byId.GetValueOrDefault(id) : null;
        conflict = site is not null && coded != site ? coded : null;
        return site ?? coded;
    }
}
