using System.Globalization;
using System.Text.RegularExpressions;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Exports.Cells;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Checks rows about organizations by themselves.</summary>
/// <param name="import">Whose rows they are.</param>
/// <param name="today">On which roles are compared with their periods.</param>
internal sealed partial class OrganizationChecks(Import import, DateOnly today)
{
    private const int MaxRoles = 10;
    private const int MaxLegalFormLength = 100;
    private const int MaxNumberLength = 50;
    private const int MaxNoteLength = 500;
    private readonly Dictionary<string, int> seen = [];

    /// <returns>Null when the row is rejected; why stands in the findings.</returns>
    public OrganizationRow? Check(RawRow raw, List<ImportFinding> findings)
    {
        var cells = new RowCells(import, Shapes.Organizations, raw, findings);
        if (cells.IsUnreadable)
        {
            return null;
        }

        var code = Code(cells);
        var row = new OrganizationRow(
            raw.Line,
            code,
            Kind(cells),
            cells.Name(OrganizationColumns.NameTk, OrganizationColumns.NameRu, OrganizationColumns.NameEn),
            new(cells.Has(OrganizationColumns.Roles), cells.Several<ProgrammeRole>(OrganizationColumns.Roles, MaxRoles)),
            cells.List(OrganizationColumns.RolePeriods, RolePeriodsText.Read, []),
            new(cells.Has(OrganizationColumns.Parent), cells.Code(OrganizationColumns.Parent, 50)),
            new(cells.Has(OrganizationColumns.LegalForm), cells.Text(OrganizationColumns.LegalForm, MaxLegalFormLength)),
            new(cells.Has(OrganizationColumns.RegistrationNumber), cells.Text(OrganizationColumns.RegistrationNumber, MaxNumberLength)),
            new(cells.Has(OrganizationColumns.Website), cells.Address(OrganizationColumns.Website)),
            cells.List(OrganizationColumns.Contacts, OfficeContactsText.Read, []),
            cells.List(OrganizationColumns.Addresses, OfficeAddressesText.Read, []),
            new(cells.Has(OrganizationColumns.Inferred), cells.Flag(OrganizationColumns.Inferred)),
            new(cells.Has(OrganizationColumns.Note), cells.Text(OrganizationColumns.Note, MaxNoteLength, prose: true))
        );
        row = Decide(cells, row);
        foreach (var office in row.Addresses.Or([]))
        {
            foreach (var warning in Coordinates.FindWarnings(office.Latitude, office.Longitude))
            {
                cells.Warn(
                    OrganizationColumns.Addresses,
                    warning.Reason,
                    string.Create(CultureInfo.InvariantCulture, $"{office.Latitude},{office.Longitude}")
                );
            }
        }

        if (!cells.IsRejected && !seen.TryAdd(code, raw.Line))
        {
            cells.Reject(OrganizationColumns.Code, $"Line {seen[code]} is about the same organization.", code);
        }

        return cells.IsRejected ? null : row;
    }

    private string Code(RowCells cells)
    {
        var code = cells.Code(OrganizationColumns.Code, 50) ?? "";
        if (code is "" && !cells.IsRejected)
        {
            cells.Reject(OrganizationColumns.Code, "The code is missing.", null);
        }
        else if (!cells.IsRejected && !CodePattern().IsMatch(code))
        {
            cells.Reject(OrganizationColumns.Code, "Lower case letters, digits and dashes only.", code);
        }

        if (import.Organization is { } only && code != only && code is not "")
        {
            cells.Reject(OrganizationColumns.Code, $"This import is for {only} only.", code);
        }

        return code;
    }

    private static OrganizationKind Kind(RowCells cells)
    {
        var word = cells.Code(OrganizationColumns.Kind, 30)?.ToLowerInvariant() ?? "";
        if (!Words.TryParse<OrganizationKind>(word, out var kind))
        {
            cells.Reject(OrganizationColumns.Kind, Words.Expected<OrganizationKind>(), word);
        }

        return kind ?? default;
    }

    // The export writes the roles of that day beside all periods: the periods say more, and where there are none the roles count.
    private OrganizationRow Decide(RowCells cells, OrganizationRow row)
    {
        if (!row.RolePeriods.IsGiven || (row.RolePeriods.Value is [] && row.Roles is { IsGiven: true, Value.Length: > 0 }))
        {
            return row with { RolePeriods = new(false, []) };
        }

        if (
            row.Roles.IsGiven
            && !row
                .RolePeriods.Value.Where(period => period.IsOn(today))
                .Select(period => period.Role)
                .ToHashSet()
                .SetEquals(row.Roles.Value)
        )
        {
            cells.Warn(
                OrganizationColumns.Roles,
                "By their periods, the roles of today are others: the periods count.",
                string.Join(' ', row.Roles.Value.Select(Words.Of))
            );
        }

        return row;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CodePattern();
}
