using SocialServices.Registry.Data;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Imports.Duplicates;
using SocialServices.Registry.Records;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Opens new sites, all of a batch at once, and changes those that are there as any other edit would.</summary>
internal sealed class SiteWriter(
    Import import,
    Codes codes,
    SiteChecks checks,
    SiteTwins twins,
    SiteChanges changes,
    RegistryDb db,
    TimeProvider clock
) : IRowWriter
{
    public void Learn(RawRow row)
    {
        // rows about sites do not depend on each other
    }

    public IAsyncEnumerable<RawRow> InOrder(IRowFile file, CancellationToken cancellationToken) => file.ReadAsync(cancellationToken);

    /// <remarks>What rows are about is known to the checks again. What a dry run would have opened is not in the register, and is compared with what follows.</remarks>
    public async Task PassAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken)
    {
        var earlier = new BatchOutcome();
        var accepted = Check(rows, earlier);
        if (!import.DryRun || accepted.Count == 0)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = await KnownSites.LockAsync(db, accepted, cancellationToken);
        db.ChangeTracker.Clear();
        foreach (var row in accepted.Where(row => known.Find(row, out _) is null && FindRefusal(row) is null))
        {
            await twins.AddAsync(import, row, Open(row, earlier), cancellationToken);
        }
    }

    public async Task<RowOutcome> WriteAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken)
    {
        var outcome = new BatchOutcome();
        var accepted = Check(rows, outcome);
        await RejectGoneAsync(accepted, outcome, cancellationToken);
        var known = await KnownSites.LockAsync(db, accepted, cancellationToken);
        var opened = new List<(SiteRow Row, Site Site)>();
        foreach (var row in accepted)
        {
            var site = known.Find(row, out var conflict);
            if (site is not null && checks.FindEarlier(site, row.Line) is { } earlier)
            {
                var (column, value) = row.Id == site.Id ? (SiteColumns.Id, $"{row.Id}") : (SiteColumns.Code, row.Code);
                outcome.Reject(import, row.Line, column, SiteChecks.SameSite(earlier), value);
            }
            else if (site is not null)
            {
                changes.Apply(row, site, conflict, outcome);
            }
            else if (FindRefusal(row) is (var column, var reason, var value))
            {
                outcome.Reject(import, row.Line, column, reason, value);
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

    private List<SiteRow> Check(IReadOnlyList<RawRow> rows, BatchOutcome outcome)
    {
        var accepted = rows.Select(raw => checks.Check(raw, outcome.Findings)).OfType<SiteRow>().ToList();
        outcome.Rejected += rows.Count - accepted.Count;
        return accepted;
    }

    private Refusal? FindRefusal(SiteRow row) =>
        !codes.Places.Contains(row.Place) ? new Refusal(SiteColumns.Place, SiteChecks.NoPlace, row.Place)
        : row.FindGone(codes, null) is (var column, var code) ? new Refusal(column, SiteChecks.NoOrganization, code)
        : null;

    // The codes were read when the run began: meanwhile an organization or a service type may have been deleted.
    private async Task RejectGoneAsync(List<SiteRow> accepted, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        var organizations = await db.LockForShareOrganizationsAsync(accepted.Select(row => row.Organization), cancellationToken);
        var serviceTypes = await db.LockForShareServiceTypesAsync(accepted.Select(row => row.ServiceType), cancellationToken);
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
            Name = row.Name.Name,
            Address = row.Address.Value,
            Latitude = row.Latitude.Value,
            Longitude = row.Longitude.Value,
            Status = row.Status ?? SiteStatus.Active,
            OpenedAt = row.OpenedAt ?? now,
        };
        site.Describe(row.Over(new()));
        site.StatusReason = row.StatusReason;
        row.Accreditation?.Apply(site, import, row.Line, outcome.Findings);
        site.TryOpen(row.Total, now);
        return site;
    }

    private async Task WriteAsync(IReadOnlyList<Site> sites, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.InsertAsync(sites, cancellationToken);
        await db.InsertAsync(
            [
                .. sites
                    .Where(site => site.Total > 0)
                    .Select(site => new LedgerEntry
                    {
                        SiteId = site.Id,
                        At = now,
                        Kind = LedgerKind.Opened,
                        DeltaTotal = site.Total,
                        DeltaHeld = 0,
                        DeltaTaken = 0,
                        Actor = import.Client,
                    }),
            ],
            cancellationToken
        );
        await db.InsertAsync(
            [
                .. sites.Select(site => new RecordChange
                {
                    Subject = site.Subject,
                    Owner = site.OrganizationCode,
                    At = now,
                    Actor = import.Client,
                    ActorOrganization = import.Uploader,
                    Kind = RecordChange.Created,
                }),
            ],
            cancellationToken
        );
        await db.PublishAsync(sites.Select(site => site.Opened()), cancellationToken);
    }
}
