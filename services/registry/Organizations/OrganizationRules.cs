using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;

namespace SocialServices.Registry.Organizations;

/// <summary>What the facts of an organization must keep to beside their form.</summary>
internal static class OrganizationRules
{
    private const long ParentLock = 0x706172656e74; // "parent"

    /// <summary>One at a time, in a transaction that is open: two changes of parents that fit each by itself could make a circle together.</summary>
    public static Task LockParentsAsync(RegistryDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ParentLock})", cancellationToken);

    /// <summary>What makes no sense, by field; empty when all does.</summary>
    /// <param name="db">The register.</param>
    /// <param name="code">Of the organization.</param>
    /// <param name="offices">Those it has: one whose place was abolished since stays where it is.</param>
    /// <param name="details">What it shall be.</param>
    /// <param name="today">In Ashgabat.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public static async Task<Dictionary<string, string[]>> FindErrorsAsync(
        RegistryDb db,
        string code,
        IReadOnlyList<OfficeAddress> offices,
        OrganizationDetails details,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var errors = new Dictionary<string, string[]>();
        if (details is { Roles: not null, RolePeriods: not null })
        {
            errors["rolePeriods"] = ["Send roles or rolePeriods, not both."];
        }

        foreach (var period in FindErrors(details.RolePeriods ?? []))
        {
            errors[$"rolePeriods[{period.Index}].{period.Part}"] = [period.Reason];
        }

        foreach (var (index, contact) in (details.Contacts ?? []).Index())
        {
            if (contact is { Phone: null, Email: null })
            {
                errors[$"contacts[{index}]"] = ["Needs a phone number or an e-mail address."];
            }
        }

        await CheckAddressesAsync(db, offices, details.Addresses ?? [], today, errors, cancellationToken);
        if (details.Parent is { } parent && await FindParentErrorAsync(db, code, parent, cancellationToken) is { } reason)
        {
            errors["parent"] = [reason];
        }

        return errors;
    }

    /// <summary>What makes no sense in periods, by the index of the period and the end of it that is wrong.</summary>
    public static IEnumerable<(int Index, string Part, string Reason)> FindErrors(IReadOnlyList<RolePeriod> periods)
    {
        foreach (var (index, period) in periods.Index())
        {
            if (period.Until < period.From)
            {
                yield return (index, "until", "Must not be before it begins.");
            }
            else if (periods.Take(index).Any(earlier => earlier.Role == period.Role && Overlap(earlier, period)))
            {
                yield return (index, "from", "The organization has this role already in a part of that time.");
            }
        }
    }

    private static async Task CheckAddressesAsync(
        RegistryDb db,
        IReadOnlyList<OfficeAddress> offices,
        IReadOnlyList<OfficeAddress> addresses,
        DateOnly today,
        Dictionary<string, string[]> errors,
        CancellationToken cancellationToken
    )
    {
        var codes = addresses.Select(address => address.Place).Distinct().ToArray();
        var places =
            codes.Length == 0 ? [] : await db.Places.AsNoTracking().Where(p => codes.Contains(p.Code)).ToListAsync(cancellationToken);
        foreach (var (index, address) in addresses.Index())
        {
            if (
                !offices.Any(office => office.Place == address.Place)
                && !places.Any(place => place.Code == address.Place && place.ExistsOn(today))
            )
            {
                errors[$"addresses[{index}].place"] = ["No place has this code today."];
            }

            if (address.Latitude is null != address.Longitude is null)
            {
                errors[$"addresses[{index}].{(address.Latitude is null ? "latitude" : "longitude")}"] =
                [
                    "Latitude and longitude belong together.",
                ];
            }
        }
    }

    private static async Task<string?> FindParentErrorAsync(RegistryDb db, string code, string parent, CancellationToken cancellationToken)
    {
        if (!await db.Organizations.AnyAsync(o => o.Code == parent, cancellationToken))
        {
            return "No organization has this code.";
        }

        var turns = await db
            .Database.SqlQuery<bool>(
                $"""
                with recursive above as (
                    select {parent}::text as code
                    union
                    select parent_code::text from organizations join above using (code) where parent_code is not null)
                select exists (select from above where code = {code}) as "Value"
                """
            )
            .SingleAsync(cancellationToken);
        return turns ? "An organization cannot be part of itself." : null;
    }

    private static bool Overlap(RolePeriod one, RolePeriod other) => !(one.Until < other.From) && !(other.Until < one.From);
}
