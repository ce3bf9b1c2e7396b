using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>The codes that rows may name, read once for a run: there are few, and none is ever taken away from the database.</summary>
/// <param name="Organizations">All that are there.</param>
/// <param name="AllOrganizations">Also those that were deleted: they may have paid for a site.</param>
/// <param name="ServiceTypes">All that are there.</param>
/// <param name="Places">Those that exist today.</param>
/// <param name="AllPlaces">Also those that are gone: a site that is there may stay there.</param>
internal sealed record Codes(
    IReadOnlySet<string> Organizations,
    IReadOnlySet<string> AllOrganizations,
    IReadOnlySet<string> ServiceTypes,
    IReadOnlySet<string> Places,
    IReadOnlySet<string> AllPlaces
)
{
    public static async Task<Codes> LoadAsync(RegistryDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var places = await db.Places.AsNoTracking().ToListAsync(cancellationToken);
        return new(
            await db.Organizations.Select(o => o.Code).ToHashSetAsync(cancellationToken),
            await db.Organizations.IgnoreQueryFilters().Select(o => o.Code).ToHashSetAsync(cancellationToken),
            await db.ServiceTypes.Select(t => t.Code).ToHashSetAsync(cancellationToken),
            places.Where(p => p.ExistsOn(today)).Select(p => p.Code).ToHashSet(),
            places.Select(p => p.Code).ToHashSet()
        );
    }
}
