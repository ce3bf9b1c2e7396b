using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Imports.Duplicates;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Enters new organizations and edits those that are there. They are few: one by one, as EF writes them.</summary>
internal sealed class OrganizationWriter(Import import, OrganizationTwins twins, RegistryDb db, TimeProvider clock) : IRowWriter
{
    private readonly OrganizationChecks checks = new(import, clock.Today());
    private readonly OrganizationChecks foresight = new(import, clock.Today());
    private readonly ParentsFirst order = new();
    private readonly Dictionary<string, string?> tried = []; // by earlier batches of a dry run, with what they are part of
    private IReadOnlyDictionary<string, string>? faultsOfAll;

    public void Learn(RawRow row) => order.Learn(row.Line, row.Ignored is null ? foresight.Check(row, []) : null);

    public IAsyncEnumerable<RawRow> InOrder(IRowFile file, CancellationToken cancellationToken) =>
        order.ReadAsync(file.ReadAsync, cancellationToken);

    public async Task PassAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken)
    {
        if (import.DryRun && rows.Count > 0)
        {
            await WriteAsync(rows, cancellationToken); // it left nothing in the register: what would be there must be found out again
            db.ChangeTracker.Clear();
            return;
        }

        foreach (var row in rows.Where(row => row.Ignored is null))
        {
            checks.Check(row, []);
        }
    }

    public async Task<RowOutcome> WriteAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken)
    {
        var outcome = new BatchOutcome();
        var used = outcome.SetAside(import, rows);
        var accepted = used.Select(raw => checks.Check(raw, outcome.Findings)).OfType<OrganizationRow>().ToList();
        outcome.Rejected = used.Count - accepted.Count;
        var namesParents = accepted.Exists(row => row.Parent is { IsGiven: true, Value: not null });
        if (namesParents)
        {
            await OrganizationRules.LockParentsAsync(db, cancellationToken);
        }

        var codes = accepted.ConvertAll(row => row.Code);
        var known = await db
            .Organizations.IgnoreQueryFilters()
            .Where(o => codes.Contains(o.Code))
            .ToDictionaryAsync(o => o.Code, cancellationToken);
        Reject(
            accepted,
            outcome,
            OrganizationColumns.Code,
            row => known.GetValueOrDefault(row.Code) is { DeletedAt: not null } ? ("The organization was deleted.", row.Code) : null
        );
        await RejectAddressesAsync(accepted, known, outcome, cancellationToken);
        if (namesParents)
        {
            await RejectParentsAsync(accepted, outcome, cancellationToken);
        }

        await twins.FindAsync(import, accepted.FindAll(row => !known.ContainsKey(row.Code)), outcome.Duplicates, cancellationToken);
        foreach (var row in accepted)
        {
            Write(row, known.GetValueOrDefault(row.Code), outcome);
        }

        if (!import.DryRun)
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        return outcome;
    }

    // An office whose place is gone may stay there: only another one needs a place of today.
    private async Task RejectAddressesAsync(
        List<OrganizationRow> accepted,
        Dictionary<string, Organization> known,
        BatchOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        if (accepted.TrueForAll(row => row.Addresses.Or([]) is []))
        {
            return;
        }

        var places = (await db.Places.AsNoTracking().ToListAsync(cancellationToken))
            .Where(place => place.ExistsOn(clock.Today()))
            .Select(place => place.Code)
            .ToHashSet();
        Reject(
            accepted,
            outcome,
            OrganizationColumns.Addresses,
            row =>
                row
                    .Addresses.Or([])
                    .Except(known.GetValueOrDefault(row.Code)?.Addresses ?? [])
                    .FirstOrDefault(address => !places.Contains(address.Place))
                    is { } address
                    ? (SiteChecks.NoPlace, address.Place)
                    : null
        );
    }

    // Circles are looked for in the whole file before its first row is written. A second look at each batch finds what has changed
    // meanwhile, and rows that depend on others that were rejected for another reason.
    private async Task RejectParentsAsync(List<OrganizationRow> accepted, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        var present = await db
            .Organizations.Select(o => new { o.Code, o.ParentCode })
            .ToDictionaryAsync(o => o.Code, o => o.ParentCode, cancellationToken);
        faultsOfAll ??= OrganizationParents.FindRefusals(order.Memberships, present);
        Reject(
            accepted,
            outcome,
            OrganizationColumns.Parent,
            row => faultsOfAll.TryGetValue(row.Code, out var reason) ? (reason, row.Parent.Value!) : null
        );
        foreach (var (code, parent) in tried)
        {
            present[code] = parent;
        }

        var faults = OrganizationParents.FindRefusals([.. accepted.Select(row => row.Membership)], present);
        Reject(
            accepted,
            outcome,
            OrganizationColumns.Parent,
            row => faults.TryGetValue(row.Code, out var reason) ? (reason, row.Parent.Value!) : null
        );
    }

    private void Reject(
        List<OrganizationRow> accepted,
        BatchOutcome outcome,
        string column,
        Func<OrganizationRow, (string Reason, string Value)?> findFault
    )
    {
        foreach (var row in accepted.ToList())
        {
            if (findFault(row) is (var reason, var value))
            {
                outcome.Reject(import, row.Line, column, reason, value);
                accepted.Remove(row);
            }
        }
    }

    private void Write(OrganizationRow row, Organization? organization, BatchOutcome outcome)
    {
        if (organization is null)
        {
            organization = new Organization
            {
                Code = row.Code,
                Kind = row.Kind,
                Name = row.Name.Name,
            };
            row.Describe(organization);
            organization.TakeRoles(
                row.RolePeriods.IsGiven ? row.RolePeriods.Value : [.. row.Roles.Or([]).Select(role => new RolePeriod(role))],
                clock.Today()
            );
            db.Add(organization);
            db.Publish(organization.Registered());
            outcome.Created++;
        }
        else if (Edit(row, organization))
        {
            db.Publish(organization.Registered());
            outcome.Updated++;
        }
        else
        {
            outcome.Unchanged++;
        }

        if (import.DryRun)
        {
            tried[row.Code] = organization.ParentCode;
        }
    }

    private bool Edit(OrganizationRow row, Organization organization)
    {
        var today = clock.Today();
        row.Describe(organization);
        if (row.RolePeriods.IsGiven)
        {
            if (!organization.RolePeriods.SequenceEqual(row.RolePeriods.Value))
            {
                organization.TakeRoles(row.RolePeriods.Value, today);
            }
        }
        else if (row.Roles.IsGiven && !organization.RolesOn(today).ToHashSet().SetEquals(row.Roles.Value))
        {
            organization.TakeRolesFrom(today, row.Roles.Value);
        }

        return db.Entry(organization) is var entry
            && (entry.Properties.Any(p => p.IsModified) || entry.ComplexProperties.Any(c => c.Properties.Any(p => p.IsModified)));
    }
}
