using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Duplicates;
using SocialServices.Registry.Imports.Files;
using SocialServices.Registry.Ledger;
using SocialServices.Registry.Records;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Opens new sites, all of a batch at once, and changes those that are there as any other edit would.</summary>
internal sealed class SiteWriter(Import import, Codes codes, SiteChecks checks, SiteTwins twins, SiteChanges changes, RegistryDb db, TimeProvider clock) : IRowWriter
{
    private readonly Dictionary<Guid, int> met = []; // one row may name a site by its id and another by its code

    public void Pass(IReadOnlyList<RawRow> rows)
    {
        var ignored = new List<ImportFinding>();
        foreach (var row in rows)
        {
            checks.Check(row, ignored);
            ignored.Clear();
        }
    }

    public async Task<BatchOutcome> WriteAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken)
    {
        var (outcome, accepted) = (new BatchOutcome(), new List<SiteRow>(rows.Count));
        foreach (var raw in rows)
        {
            if (checks.Check(raw, outcome.Findings) is { } row)
            {
                accepted.Add(row);
            }
            else
            {
                outcome.Rejected++;
            }
        }

        await RejectGoneAsync(accepted, outcome, cancellationToken);
        var known = await KnownSites.LockAsync(db, accepted, cancellationToken);
        var opened = new List<(SiteRow Row, Site Site)>();
        foreach (var row in accepted)
        {
            var site = known.Find(row, out var conflict);
            if (site is not null && !met.TryAdd(site.Id, row.Line))
            {
                outcome.Reject(import, row.Line, row.Id == site.Id ? SiteColumns.Id : SiteColumns.Code, $"Line {met[site.Id]} is about the same site.", row.Code);
            }
            else if (site is not null)
            {
                changes.Apply(row, site, conflict, outcome);
            }
            else if (!codes.Places.Contains(row.Place))
            {
                outcome.Reject(import, row.Line, SiteColumns.Place, SiteChecks.NoPlace, row.Place);
            }
            else if (row.FindGone(codes, null) is (var column, var code))
            {
                outcome.Reject(import, row.Line, column, SiteChecks.NoOrganization, code);
            }
            else
            {
                opened.Add((row, Open(row, outcome)));
                outcome.Created++;
            }
        }

        await twins.FindAsync(import, opened, outcome.Duplicates, cancellationToken);
        if (!import.DryRun)
        {
            await WriteAsync([.. opened.Select(o => o.Site)], cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return outcome;
    }

    // The codes were read when the run began: meanwhile an organization or a service type may have been deleted.
    private async Task RejectGoneAsync(List<SiteRow> accepted, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        var organizations = await db.HoldOrganizationsAsync(accepted.Select(row => row.Organization), cancellationToken);
        var serviceTypes = await db.HoldServiceTypesAsync(accepted.Select(row => row.ServiceType), cancellationToken);
        foreach (var row in accepted)
        {
            if (!organizations.Contains(row.Organization))
            {
                outcome.Reject(import, row.Line, SiteColumns.Organization, SiteChecks.NoOrganization, row.Organization);
            }
            else if (!serviceTypes.Contains(row.ServiceType))
            {
                outcome.Reject(import, row.Line, SiteColumns.ServiceType, SiteChecks.NoServiceType, row.ServiceType);
            }
        }

        accepted.RemoveAll(row => !organizations.Contains(row.Organization) || !serviceTypes.Contains(row.ServiceType));
    }

    private Site Open(SiteRow row, BatchOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var site = new Site
        {
            Id = row.Id ?? Guid.CreateVersion7(now),
            OrganizationCode = row.Organization,
            ServiceTypeCode = row.ServiceType,
            PlaceCode = row.Place,
            Code = row.Code,
            Name = row.Name,
            Address = row.Address.Value,
            Latitude = row.Latitude.Value,
            Longitude = row.Longitude.Value,
            Status = row.Status ?? SiteStatus.Active,
            OpenedAt = row.OpenedAt ?? now,
        };
        site.Describe(row.Over(new()));
        site.StatusReason = row.StatusReason;
        row.Accreditation?.Apply(site, import, row.Line, outcome.Findings);
        site.TryCount(row.Total, 0, 0);
        return site;
    }

    private async Task WriteAsync(IReadOnlyList<Site> sites, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.InsertAsync(sites, cancellationToken);
        await db.InsertAsync(
            [.. sites.Where(site => site.Total > 0).Select(site => new LedgerEntry
            {
                SiteId = site.Id, At = now, Kind = LedgerKind.Opened, DeltaTotal = site.Total, DeltaHeld = 0, DeltaTaken = 0, Actor = import.Client,
            })],
            cancellationToken);
        await db.InsertAsync(
            [.. sites.Select(site => new RecordChange
            {
                Subject = site.Subject, Owner = site.OrganizationCode, At = now, Actor = import.Client, ActorOrganization = import.Uploader, Kind = RecordChange.Created,
            })],
            cancellationToken);
        await db.PublishAsync(sites.Select(site => site.Opened(now)), cancellationToken);
    }
}
