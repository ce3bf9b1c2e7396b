using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Sites;

/// <summary>What the place and the details of a site must keep to, whoever enters them.</summary>
internal static class SiteRules
{
    /// <summary>What makes no sense, by field; empty when all does.</summary>
    /// <param name="db">The register.</param>
    /// <param name="site">The site as it is, null for a new one: its place may have been abolished since and who pays for it deleted, and both stay.</param>
    /// <param name="place">Where it shall be.</param>
    /// <param name="latitude">Degrees.</param>
    /// <param name="longitude">Degrees.</param>
    /// <param name="details">What shall be known about it.</param>
    /// <param name="today">In Ashgabat.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public static async Task<Dictionary<string, string[]>> FindErrorsAsync(
        RegistryDb db,
        Site? site,
        string place,
        double? latitude,
        double? longitude,
        SiteDetails? details,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var errors = new Dictionary<string, string[]>();
        var known = await db.Places.AsNoTracking().SingleOrDefaultAsync(p => p.Code == place, cancellationToken);
        if (place != site?.PlaceCode && known?.ExistsOn(today) is not true)
        {
            errors["place"] = ["No place has this code today."];
        }

        if (latitude is null != longitude is null)
        {
            errors[latitude is null ? "latitude" : "longitude"] = ["Latitude and longitude belong together."];
        }

        foreach (var (field, reason) in details?.FindErrors() ?? [])
        {
            errors[field] = [reason];
        }

        var payers = (details?.Funding ?? [])
            .Select(funding => funding.Organization)
            .Except((site?.Funding ?? []).Select(funding => funding.Organization))
            .ToArray();
        if (payers.Length > 0)
        {
            var organizations = await db
                .Organizations.Where(o => payers.Contains(o.Code))
                .Select(o => o.Code)
                .ToListAsync(cancellationToken);
            foreach (var (index, funding) in details!.Funding!.Index())
            {
                if (payers.Contains(funding.Organization) && !organizations.Contains(funding.Organization))
                {
                    errors[$"details.funding[{index}].organization"] = ["No organization has this code."];
                }
            }
        }

        return errors;
    }
}
