using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Files;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Enters new organizations and edits those that are there. They are few: one by one, as EF writes them.</summary>
internal sealed partial class OrganizationWriter(Import import, RegistryDb db, TimeProvider clock) : IRowWriter
{
    private const int MostRoles = 10;
    private readonly Dictionary<string, int> seen = [];

    public void Pass(IReadOnlyList<RawRow> rows)
    {
        foreach (var row in rows)
        {
            Check(row, []);
        }
    }

    public async Task<BatchOutcome> WriteAsync(IReadOnlyList<RawRow> rows, CancellationToken cancellationToken)
    {
        var outcome = new BatchOutcome();
        var checkedRows = rows.Select(raw => Check(raw, outcome.Findings)).ToList();
        outcome.Rejected = checkedRows.Count(row => row is null);
        var codes = checkedRows.OfType<Row>().Select(row => row.Code).ToArray();
        var known = await db.Organizations.IgnoreQueryFilters().Where(o => codes.Contains(o.Code)).ToDictionaryAsync(o => o.Code, cancellationToken);
        foreach (var row in checkedRows.OfType<Row>())
        {
            Write(row, known.GetValueOrDefault(row.Code), outcome);
        }

        if (!import.DryRun)
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        return outcome;
    }

    private void Write(Row row, Organization? organization, BatchOutcome outcome)
    {
        if (organization is { DeletedAt: not null })
        {
            outcome.Reject(import, row.Line, OrganizationColumns.Code, "The organization was deleted.", row.Code);
        }
        else if (organization is null)
        {
            organization = new Organization { Code = row.Code, Kind = row.Kind, Name = row.Name, Website = row.Website.Value };
            organization.TakeRoles([.. row.Roles.Or([]).Select(role => new RolePeriod(role))], clock.Today());
            db.Add(organization);
            db.Publish(organization.Registered(clock.GetUtcNow()));
            outcome.Created++;
        }
        else if (Edit(row, organization))
        {
            db.Publish(organization.Registered(clock.GetUtcNow()));
            outcome.Updated++;
        }
        else
        {
            outcome.Unchanged++;
        }
    }

    private bool Edit(Row row, Organization organization)
    {
        var today = clock.Today();
        (organization.Kind, organization.Name, organization.Website) = (row.Kind, row.Name, row.Website.Or(organization.Website));
        if (row.Roles.IsGiven && !organization.RolesOn(today).ToHashSet().SetEquals(row.Roles.Value))
        {
            organization.TakeRolesFrom(today, row.Roles.Value);
        }

        return db.Entry(organization) is var entry && (entry.Properties.Any(p => p.IsModified) || entry.ComplexProperties.Any(c => c.Properties.Any(p => p.IsModified)));
    }

    private Row? Check(RawRow raw, List<ImportFinding> findings)
    {
        var cells = new RowCells(import, Shapes.Organizations, raw, findings);
        if (cells.IsUnreadable)
        {
            return null;
        }

        var code = cells.Code(OrganizationColumns.Code, 50) ?? "";
        if (!cells.IsRejected && !CodePattern().IsMatch(code))
        {
            cells.Reject(OrganizationColumns.Code, "Lower case letters, digits and dashes only.", code);
        }

        if (import.Organization is { } only && code != only)
        {
            cells.Reject(OrganizationColumns.Code, $"This import is for {only} only.", code);
        }

        var word = cells.Code(OrganizationColumns.Kind, 30)?.ToLowerInvariant() ?? "";
        if (!Words.TryParse<OrganizationKind>(word, out var kind))
        {
            cells.Reject(OrganizationColumns.Kind, Words.Expected<OrganizationKind>(), word);
        }

        var row = new Row(
            raw.Line, code, kind ?? default,
            new LocalizedText(cells.Needed(OrganizationColumns.NameTk, 300), cells.Needed(OrganizationColumns.NameRu, 300), cells.Needed(OrganizationColumns.NameEn, 300)),
            new(cells.Has(OrganizationColumns.Roles), cells.Several<ProgrammeRole>(OrganizationColumns.Roles, MostRoles)), new(cells.Has(OrganizationColumns.Website), cells.Address(OrganizationColumns.Website)));
        if (!cells.IsRejected && !seen.TryAdd(code, raw.Line))
        {
            cells.Reject(OrganizationColumns.Code, $"Line {seen[code]} is about the same organization.", code);
        }

        return cells.IsRejected ? null : row;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CodePattern();

    private sealed record Row(int Line, string Code, OrganizationKind Kind, LocalizedText Name, Given<ProgrammeRole[]> Roles, Given<string?> Website);
}
