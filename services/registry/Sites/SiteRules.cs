using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Sites;

/// <summary>What the place and the details of a site must keep to, whoever enters them.</summary>
internal static class SiteRules
{
    // A box around Turkmenistan, a little wider than the country.
    private const double South = 35.1;
    private const double North = 42.8;
    private const double West = 52.4;
    private const double East = 66.7;

    /// <summary>What makes no sense, by field; empty when all does.</summary>
    public static async Task<Dictionary<string, string[]>> FindErrorsAsync(
        RegistryDb db, string place, double? latitude, double? longitude, SiteDetails? details, DateOnly today, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var known = await db.Places.AsNoTracking().SingleOrDefaultAsync(p => p.Code == place, cancellationToken);
        if (known?.ExistsOn(today) is not true)
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

        var payers = (details?.Funding ?? []).Select(funding => funding.Organization).Distinct().ToArray();
        if (payers.Length > 0)
        {
            var organizations = await db.Organizations.Where(o => payers.Contains(o.Code)).Select(o => o.Code).ToListAsync(cancellationToken);
            foreach (var (index, funding) in details!.Funding!.Index())
            {
                if (!organizations.Contains(funding.Organization))
                {
                    errors[$"details.funding[{index}].organization"] = ["No organization has this code."];
                }
            }
        }

        return errors;
    }

    /// <returns>Null when nothing is suspicious.</returns>
    public static IReadOnlyList<SiteWarning>? FindWarnings(double? latitude, double? longitude)
    {
        List<SiteWarning> warnings = [];
        if (latitude is < South or > North)
        {
            warnings.Add(new("latitude", FormattableString.Invariant($"Outside Turkmenistan, which lies between {South} and {North} degrees north.")));
        }

        if (longitude is < West or > East)
        {
            warnings.Add(new("longitude", FormattableString.Invariant($"Outside Turkmenistan, which lies between {West} and {East} degrees east.")));
        }

        return warnings.Count > 0 ? warnings : null;
    }
}
