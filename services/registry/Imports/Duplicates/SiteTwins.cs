using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Rows;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>
/// Finds for each new site others that are perhaps the same: of the same service type, at the same place or within some 200 m,
/// with a similar name and address. They are compared in memory, for one run of an import, with those of the register as they
/// were when it first met their service type, and with those of the same file.
/// </summary>
internal sealed class SiteTwins(RegistryDb db)
{
    private readonly Dictionary<string, TwinIndex<SiteTwin>> byType = [];

    public async Task FindAsync(
        Import import,
        IReadOnlyList<(SiteRow Row, Site Site)> opened,
        List<ImportDuplicate> duplicates,
        CancellationToken cancellationToken
    )
    {
        foreach (var (row, site) in opened)
        {
            var (twin, index) = (TwinOf(import, row, site), await IndexAsync(site.ServiceTypeCode, cancellationToken));
            duplicates.AddRange(
                index
                    .Alike(twin)
                    .Select(pair => new ImportDuplicate
                    {
                        ImportId = import.Id,
                        Line = row.Line,
                        SiteId = twin.SiteId,
                        CandidateSiteId = pair.Other.SiteId,
                        CandidateLine = pair.Other.Line,
                        Score = pair.Score,
                        Why = pair.Why,
                    })
            );
            index.Add(twin);
        }
    }

    /// <summary>A site of the same file that was compared with others in an earlier run.</summary>
    public async Task AddAsync(Import import, SiteRow row, Site site, CancellationToken cancellationToken) =>
        (await IndexAsync(site.ServiceTypeCode, cancellationToken)).Add(TwinOf(import, row, site));

    private static SiteTwin TwinOf(Import import, SiteRow row, Site site) =>
        new(import.DryRun ? null : site.Id, row.Line, site.PlaceCode, site.Name, site.Address, site.Latitude, site.Longitude);

    private async ValueTask<TwinIndex<SiteTwin>> IndexAsync(string serviceType, CancellationToken cancellationToken) =>
        byType.GetValueOrDefault(serviceType) ?? await LoadAsync(serviceType, cancellationToken);

    private async Task<TwinIndex<SiteTwin>> LoadAsync(string serviceType, CancellationToken cancellationToken)
    {
        var index = new TwinIndex<SiteTwin>();
        var sites = db
            .Sites.AsNoTracking()
            .Where(s => s.ServiceTypeCode == serviceType && s.Status != SiteStatus.Closed)
            .Select(s => new
            {
                s.Id,
                s.PlaceCode,
                s.Name,
                s.Address,
                s.Latitude,
                s.Longitude,
            });
        await foreach (var site in sites.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            index.Add(new SiteTwin(site.Id, null, site.PlaceCode, site.Name, site.Address, site.Latitude, site.Longitude));
        }

        return byType[serviceType] = index;
    }
}
