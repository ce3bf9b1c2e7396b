using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.Releases;

/// <summary>A release that the caller may read.</summary>
internal sealed record ReadableRelease(Release Release, ReleaseContent Content);

/// <summary>Finds releases. Only the programme's office sees what is not published yet.</summary>
internal sealed class ReleaseReader(ReportingDb db, RequestContext context, ReleaseCache cache)
{
    public const string What = "The release";

    public bool SeesAll => context.Caller?.Has(Scopes.ProgrammeManage) is true;

    public IQueryable<Release> Visible => db.Releases.Where(r => SeesAll || r.Status == ReleaseStatus.Published);

    /// <param name="number">Of the release.</param>
    /// <param name="revision">The newest that is readable for null.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>Null when there is none, or none for this caller, or it has no content.</returns>
    public async Task<ReadableRelease?> FindAsync(int number, int? revision, CancellationToken cancellationToken)
    {
        var release = await Visible
            .Where(r => r.Number == number && (revision == null || r.Revision == revision) && r.Hash != null)
            .OrderByDescending(r => r.Revision)
            .Select(r => new { r.Number, r.Revision })
            .FirstOrDefaultAsync(cancellationToken);
        if (release is null)
        {
            return null;
        }

        if (cache.Find(release.Number, release.Revision) is { } kept)
        {
            return kept;
        }

        var found = await db
            .Releases.AsNoTracking()
            .SingleAsync(r => r.Number == release.Number && r.Revision == release.Revision, cancellationToken);
        var readable = new ReadableRelease(found, JsonSerializer.Deserialize<ReleaseContent>(found.Content!, Json.Options)!);
        if (found.Status is ReleaseStatus.Published)
        {
            cache.Keep(readable);
        }

        return readable;
    }

    /// <summary>The newest that everybody can read.</summary>
    public async Task<IReadOnlyList<ReadableRelease>> PublishedAsync(CancellationToken cancellationToken)
    {
        var ids = await db
            .Releases.Where(r => r.Status == ReleaseStatus.Published)
            .OrderByDescending(r => r.Number)
            .ThenByDescending(r => r.Revision)
            .Select(r => new { r.Number, r.Revision })
            .ToListAsync(cancellationToken);
        var list = new List<ReadableRelease>();
        foreach (var id in ids)
        {
            list.Add((await FindAsync(id.Number, id.Revision, cancellationToken))!);
        }

        return list;
    }
}

/// <summary>Published releases in memory: they never change.</summary>
internal sealed class ReleaseCache
{
    private const int Max = 50;
    private readonly ConcurrentDictionary<(int, int), ReadableRelease> releases = [];

    public ReadableRelease? Find(int number, int revision) => releases.GetValueOrDefault((number, revision));

    public void Keep(ReadableRelease release)
    {
        if (releases.Count >= Max)
        {
            releases.Clear();
        }

        releases[(release.Release.Number, release.Release.Revision)] = release;
    }
}
