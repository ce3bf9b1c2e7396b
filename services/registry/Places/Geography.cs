using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Places;

/// <summary>All places of all times, and what makes sense of them. They are few: it is read whole, which is what the rules need.</summary>
internal sealed class Geography(IReadOnlyCollection<PlaceVersion> versions, IReadOnlyCollection<PlaceSuccession> successions)
{
    private const long WriteLock = 0x67656f677261; // "geogra"
    private readonly ILookup<string, PlaceVersion> versionsOf = versions.OrderBy(v => v.Number).ToLookup(v => v.Code);

    public IReadOnlyCollection<PlaceVersion> Versions => versions;
    public IReadOnlyCollection<PlaceSuccession> Successions => successions;

    public static async Task<Geography> ReadAsync(RegistryDb db, CancellationToken cancellationToken) =>
        new(
            await db.PlaceVersions.AsNoTracking().ToListAsync(cancellationToken),
            await db.PlaceSuccessions.AsNoTracking().ToListAsync(cancellationToken)
        );

    /// <summary>One writer at a time, in a transaction that is open: only so two changes that fit each by itself cannot make a cycle together.</summary>
    public static async Task<Geography> LockAsync(RegistryDb db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({WriteLock})", cancellationToken);
        return await ReadAsync(db, cancellationToken);
    }

    public bool Knows(string code) => versionsOf.Contains(code);

    /// <summary>Its versions in the order of time.</summary>
    public IEnumerable<PlaceVersion> VersionsOf(string code) => versionsOf[code];

    /// <summary>What the place was on a day; null when it did not exist.</summary>
    public PlaceVersion? Find(string code, DateOnly day) => versionsOf[code].FirstOrDefault(version => version.IsOn(day));

    /// <summary>The same with this version in the place of that of its number, or after the last, which then ends the day before.</summary>
    public Geography With(PlaceVersion version)
    {
        var isNew = versionsOf[version.Code].All(known => known.Number != version.Number);
        var others = versions
            .Where(v => v.Code != version.Code || v.Number != version.Number)
            .Select(v =>
                isNew && v.Code == version.Code && v.Number == version.Number - 1 && version.ValidFrom is { } from && !(v.ValidUntil < from)
                    ? v with
                    {
                        ValidUntil = from.AddDays(-1),
                    }
                    : v
            );
        return new([.. others, version], successions);
    }

    /// <summary>What exists on the day in the place's stead: itself, or what it became, however often that was abolished again.</summary>
    public IReadOnlyList<PlaceVersion> SuccessorsOf(string code, DateOnly day)
    {
        var (seen, found, open) = (new HashSet<string>(), new List<PlaceVersion>(), new Queue<string>([code]));
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            if (Find(next, day) is { } version)
            {
                found.Add(version);
                continue;
            }

            foreach (var succession in LastSuccessionsOf(next, day))
            {
                open.Enqueue(succession.ToCode);
            }
        }

        return [.. found.OrderBy(version => version.Code, StringComparer.Ordinal)];
    }

    /// <summary>What became of the place when it was last abolished, up to the day.</summary>
    public IEnumerable<PlaceSuccession> LastSuccessionsOf(string code, DateOnly day)
    {
        var last = successions.Where(s => s.FromCode == code && s.Day <= day).ToList();
        return last.Where(s => s.Day == last.Max(l => l.Day)).OrderBy(s => s.ToCode, StringComparer.Ordinal);
    }

    /// <summary>What the place was part of on a day, the nearest first; endless for a cycle.</summary>
    public IEnumerable<string> Above(string code, DateOnly day)
    {
        for (var parent = Find(code, day)?.ParentCode; parent is not null; parent = Find(parent, day)?.ParentCode)
        {
            yield return parent;
        }
    }
}
