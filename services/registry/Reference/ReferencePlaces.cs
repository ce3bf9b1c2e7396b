using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Places;
using SocialServices.Registry.Records;

namespace SocialServices.Registry.Reference;

/// <summary>Loads places.json: the newest version of each place, those before, and what became of it.</summary>
internal static class ReferencePlaces
{
    public static async Task LoadAsync(RegistryDb db, DateTimeOffset now, List<string> left, CancellationToken cancellationToken)
    {
        await Geography.LockAsync(db, cancellationToken);
        var known = await db.Places.ToDictionaryAsync(p => p.Code, cancellationToken);
        var changed = await db.ChangedAsync(ReferenceFile.Read<PlaceEntry>("places.json"), known, e => e.Code, left, cancellationToken);
        if (changed.Count == 0)
        {
            return;
        }

        // First the earlier versions go, so that none is in the way of the new dates.
        var codes = changed.Select(file => file.Entry.Code).ToArray();
        await db.PlaceSuccessions.Where(s => codes.Contains(s.FromCode)).ExecuteDeleteAsync(cancellationToken);
        foreach (var (entry, _) in changed)
        {
            var newest = NumberOf(entry);
            await db.PlaceVersions.Where(v => v.Code == entry.Code && v.Number != newest).ExecuteDeleteAsync(cancellationToken);
        }

        foreach (var (entry, hash) in changed)
        {
            var place =
                known.GetValueOrDefault(entry.Code)
                ?? db.Add(
                    new Place
                    {
                        Code = entry.Code,
                        Kind = entry.Kind,
                        Name = entry.Name,
                    }
                ).Entity;
            (place.VersionNumber, place.ParentCode, place.Kind, place.Name) = (NumberOf(entry), entry.Parent, entry.Kind, entry.Name);
            (place.Pcode, place.Latitude, place.Longitude) = (entry.Pcode, entry.Latitude, entry.Longitude);
            (place.ValidFrom, place.ValidUntil, place.Note, place.Reference) = (entry.ValidFrom, entry.ValidUntil, entry.Note, hash);
            db.Publish(place.Defined());
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var (entry, _) in changed)
        {
            db.AddRange((entry.Earlier ?? []).Select((earlier, index) => VersionOf(entry, earlier, index + 1)));
            db.AddRange(
                (entry.Successions ?? []).SelectMany(succession =>
                    succession.To.Select(to => new PlaceSuccession
                    {
                        FromCode = entry.Code,
                        Day = succession.On,
                        ToCode = to,
                        Kind = succession.Kind,
                    })
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static int NumberOf(PlaceEntry entry) => (entry.Earlier?.Length ?? 0) + 1;

    private static PlaceVersion VersionOf(PlaceEntry entry, EarlierPlace earlier, int number) =>
        new()
        {
            Code = entry.Code,
            Number = number,
            ParentCode = earlier.Parent ?? entry.Parent,
            Kind = entry.Kind,
            Name = earlier.Name ?? entry.Name,
            Latitude = entry.Latitude,
            Longitude = entry.Longitude,
            ValidFrom = earlier.ValidFrom,
            ValidUntil = earlier.ValidUntil,
        };
}
