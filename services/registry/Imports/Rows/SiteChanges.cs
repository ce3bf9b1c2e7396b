using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>What a row changes of a site that is there, by the same rules as single edits.</summary>
internal sealed class SiteChanges(Import import, Codes codes, RegistryDb db, CapacityLedger ledger, TimeProvider clock)
{
    /// <param name="row">What the site shall be.</param>
    /// <param name="site">A tracked and locked one.</param>
    /// <param name="conflict">Another site that has the code of the row.</param>
    /// <param name="outcome">Gets what became of it.</param>
    public void Apply(SiteRow row, Site site, Site? conflict, BatchOutcome outcome)
    {
        if (FindRefusal(row, site, conflict) is (var field, var reason, var value))
        {
            db.Entry(site).State = EntityState.Detached;
            outcome.Reject(import, row.Line, field, reason, value);
            return;
        }

        if (row.OpenedAt is { } openedAt && openedAt != site.OpenedAt)
        {
            outcome.Findings.Add(
                ImportFinding.Of(
                    import,
                    row.Line,
                    rejected: false,
                    SiteColumns.OpenedAt,
                    "When a site was opened is not changed.",
                    $"{openedAt:yyyy-MM-ddTHH:mm:ssZ}"
                )
            );
        }

        var (now, before, total) = (clock.GetUtcNow(), site.Status, site.Total);
        if (row.Total != total)
        {
            ledger.TryResize(site, row.Total);
        }

        row.Accreditation?.Apply(site, import, row.Line, outcome.Findings);
        var edited = TryEdit(row, site);
        if (edited)
        {
            db.Publish(site.Changed());
        }

        if (row.Status is { } status && status != before)
        {
            site.TryBecome(status, row.StatusReason);
            db.Publish(site.StatusChanged());
        }

        if (edited || row.Total != total || site.Status != before)
        {
            outcome.Updated++;
        }
        else
        {
            db.Entry(site).State = EntityState.Detached; // nothing to save: need not be looked at again
            outcome.Unchanged++;
        }
    }

    private Refusal? FindRefusal(SiteRow row, Site site, Site? conflict) =>
        row switch
        {
            _ when site.DeletedAt is not null => row.Id == site.Id
                ? new Refusal(SiteColumns.Id, "The site was deleted.", $"{row.Id}")
                : new Refusal(SiteColumns.Code, "The site was deleted; its code stays taken.", row.Code),
            { Id: { } unknown } when unknown != site.Id => new Refusal(
                SiteColumns.Id,
                $"No site has this id; {row.Code} is the code of site {site.Id}.",
                $"{unknown}"
            ),
            _ when row.Organization != site.OrganizationCode => new Refusal(
                SiteColumns.Organization,
                "The site belongs to another organization.",
                row.Organization
            ),
            _ when row.ServiceType != site.ServiceTypeCode => new Refusal(
                SiteColumns.ServiceType,
                $"The site delivers {site.ServiceTypeCode}; open another one.",
                row.ServiceType
            ),
            _ when row.Place != site.PlaceCode && !codes.Places.Contains(row.Place) => new Refusal(
                SiteColumns.Place,
                SiteChecks.NoPlace,
                row.Place
            ),
            _ when row.FindGone(codes, site) is (var column, var code) => new Refusal(column, SiteChecks.NoOrganization, code),
            _ when conflict is not null => new Refusal(SiteColumns.Code, "The organization has another site with this code.", row.Code),
            _ when site.Status is SiteStatus.Closed && row.Status is not (null or SiteStatus.Closed) => new Refusal(
                SiteColumns.Status,
                "The site is closed for good.",
                Words.Of(row.Status.Value)
            ),
            { Status: SiteStatus.Suspended or SiteStatus.Closed, StatusReason: null } when row.Status != site.Status => new Refusal(
                SiteColumns.StatusReason,
                "People who look for help there must be told why.",
                null
            ),
            _ when row.Total < site.Held + site.Taken => new Refusal(
                SiteColumns.Total,
                $"{site.Held} are held and {site.Taken} are taken.",
                $"{row.Total}"
            ),
            _ => null,
        };

    private bool TryEdit(SiteRow row, Site site)
    {
        var (address, latitude, longitude) = (
            row.Address.Or(site.Address),
            row.Latitude.Or(site.Latitude),
            row.Longitude.Or(site.Longitude)
        );
        var code = row.Code ?? site.Code; // a code is a name that others use: an empty cell does not take it away
        (site.PlaceCode, site.Name, site.Address, site.Latitude, site.Longitude, site.Code) = (
            row.Place,
            row.Name.Over(site.Name),
            address,
            latitude,
            longitude,
            code
        );
        site.Describe(row.Over(site.Details()));
        var entry = db.Entry(site);
        return entry.Properties.Any(p =>
                p.IsModified && p.Metadata.Name is not (nameof(Site.Total) or nameof(Site.FreeAtDayStart) or nameof(Site.CountedAt))
            ) || entry.ComplexProperties.Any(c => c.Properties.Any(p => p.IsModified));
    }
}
