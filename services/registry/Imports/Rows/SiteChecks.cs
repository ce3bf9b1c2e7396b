using System.Globalization;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Exports.Cells;
using SocialServices.Registry.Records;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>Checks rows about sites by themselves: all that can be known without the sites that are there.</summary>
internal sealed class SiteChecks(Import import, Codes codes, DateTimeOffset now)
{
    public const string NoPlace = "No place has this code today.";
    public const string NoOrganization = "No organization has this code.";
    public const string NoServiceType = "No service type has this code.";
    private const int MaxDescriptionLength = 2000;
    private const int MaxWords = 20;

    private readonly Dictionary<(string?, Guid?, string?), (int Line, Guid? Id)> seen = []; // with the id that the row had

    /// <returns>Null when the row is rejected; why stands in the findings.</returns>
    public SiteRow? Check(RawRow raw, List<ImportFinding> findings)
    {
        var cells = new RowCells(import, Shapes.Sites, raw, findings);
        if (cells.IsUnreadable)
        {
            return null;
        }

        var row = new SiteRow(
            raw.Line,
            Id(cells),
            cells.Code(SiteColumns.Code, 50),
            Known(cells, SiteColumns.Organization, 50, codes.Organizations, NoOrganization),
            Known(cells, SiteColumns.ServiceType, 50, codes.ServiceTypes, NoServiceType),
            Known(cells, SiteColumns.Place, 20, codes.AllPlaces, NoPlace),
            cells.Name(SiteColumns.NameTk, SiteColumns.NameRu, SiteColumns.NameEn),
            new(cells.Has(SiteColumns.Address), cells.Text(SiteColumns.Address, 500)),
            new(cells.Has(SiteColumns.Latitude), cells.Number(SiteColumns.Latitude, -90, 90)),
            new(cells.Has(SiteColumns.Longitude), cells.Number(SiteColumns.Longitude, -180, 180)),
            Status(cells),
            cells.Text(SiteColumns.StatusReason, ChangeSiteStatus.MaxReasonLength),
            OpeningCell.Read(cells, now),
            cells.Whole(SiteColumns.Total, Site.MaxCapacity) ?? 0,
            new(cells.Has(SiteColumns.Languages), cells.Several<SpokenLanguage>(SiteColumns.Languages, MaxWords)),
            new(cells.Has(SiteColumns.Accessibility), cells.Several<AccessibilityFeature>(SiteColumns.Accessibility, MaxWords)),
            new(cells.Has(SiteColumns.Website), cells.Address(SiteColumns.Website)),
            new(
                cells.Has(SiteColumns.DescriptionTk) || cells.Has(SiteColumns.DescriptionRu) || cells.Has(SiteColumns.DescriptionEn),
                Description(cells)
            ),
            cells.List<Schedule?>(SiteColumns.OpeningHours, ScheduleText.Read, null),
            cells.List(SiteColumns.Contacts, SiteContactsText.Read, []),
            cells.List(SiteColumns.Funding, FundingText.Read, []),
            AccreditationRow.Read(cells, codes),
            AdmissionOf(cells)
        );
        CheckOwner(cells, row);
        CheckCoordinates(cells, row);
        CheckPayers(cells, row);
        CheckIdentity(cells, row);
        return cells.IsRejected ? null : row;
    }

    /// <summary>
    /// The line of an earlier row that is about the site: one may name it by its id and another by its code. A row with the id of another site only wanted the code.
    /// </summary>
    public int? FindEarlier(Site site, int line) =>
        seen.TryGetValue(OfId(site.Id), out var earlier) && earlier.Line < line ? earlier.Line
        : seen.TryGetValue(OfCode(site.OrganizationCode, site.Code), out earlier)
        && earlier.Line < line
        && (earlier.Id is null || earlier.Id == site.Id)
            ? earlier.Line
        : null;

    public static string SameSite(int line) => $"Line {line} is about the same site.";

    private static Guid? Id(RowCells cells)
    {
        if (cells.Code(SiteColumns.Id, 100) is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out var id) && id != Guid.Empty)
        {
            return id;
        }

        cells.Reject(SiteColumns.Id, "Must be a UUID.", text);
        return null;
    }

    private static string Known(RowCells cells, string column, int longest, IReadOnlySet<string> known, string otherwise)
    {
        if (cells.HasFault(column))
        {
            return "";
        }

        if (cells.Code(column, longest) is not { } code)
        {
            cells.Reject(column, "A code is needed.", null);
            return "";
        }

        if (!known.Contains(code))
        {
            cells.Reject(column, otherwise, code);
        }

        return code;
    }

    private static SiteDescription? Description(RowCells cells)
    {
        var description = new SiteDescription(
            cells.Text(SiteColumns.DescriptionTk, MaxDescriptionLength, prose: true),
            cells.Text(SiteColumns.DescriptionRu, MaxDescriptionLength, prose: true),
            cells.Text(SiteColumns.DescriptionEn, MaxDescriptionLength, prose: true)
        );
        return description is { Tk: null, Ru: null, En: null } ? null : description;
    }

    private static Given<Admission> AdmissionOf(RowCells cells)
    {
        var word = cells.Code(SiteColumns.Admission, 30)?.ToLowerInvariant();
        if (!Words.TryParse<Admission>(word, out var admission))
        {
            cells.Reject(SiteColumns.Admission, Words.Expected<Admission>(), word);
        }

        return new(admission is not null, admission ?? Admission.Direct);
    }

    private static SiteStatus? Status(RowCells cells)
    {
        var word = cells.Code(SiteColumns.Status, 30)?.ToLowerInvariant();
        if (!Words.TryParse<SiteStatus>(word, out var status))
        {
            cells.Reject(SiteColumns.Status, Words.Expected<SiteStatus>(), word);
        }

        return status;
    }

    private void CheckOwner(RowCells cells, SiteRow row)
    {
        if (row.Organization is "" || !codes.Organizations.Contains(row.Organization))
        {
            return;
        }

        if (import.Organization is { } only && row.Organization != only)
        {
            cells.Reject(SiteColumns.Organization, $"This import is for the sites of {only} only.", row.Organization);
        }
        else if (!import.ByOffice && row.Organization != import.Uploader)
        {
            cells.Reject(
                SiteColumns.Organization,
                $"Only {row.Organization} itself, or the programme's office, may change its sites.",
                row.Organization
            );
        }
    }

    private void CheckPayers(RowCells cells, SiteRow row)
    {
        if (
            row.Funding.IsGiven
            && row.Funding.Value.FirstOrDefault(payer => !codes.AllOrganizations.Contains(payer.Organization)) is { } unknown
        )
        {
            cells.Reject(SiteColumns.Funding, NoOrganization, unknown.Organization);
        }
    }

    private static void CheckCoordinates(RowCells cells, SiteRow row)
    {
        if (row.Latitude.Value is null != row.Longitude.Value is null && !cells.IsRejected)
        {
            cells.Reject(
                row.Latitude.Value is null ? SiteColumns.Latitude : SiteColumns.Longitude,
                "Latitude and longitude belong together.",
                null
            );
        }

        foreach (var warning in Coordinates.FindWarnings(row.Latitude.Value, row.Longitude.Value))
        {
            cells.Warn(
                warning.Field,
                warning.Reason,
                string.Create(CultureInfo.InvariantCulture, $"{row.Latitude.Value} {row.Longitude.Value}")
            );
        }
    }

    // The second row about a site is not a change of the first: one of them is a mistake.
    private void CheckIdentity(RowCells cells, SiteRow row)
    {
        if (cells.IsRejected)
        {
            return;
        }

        if (row.Id is null && row.Code is null)
        {
            cells.Reject(SiteColumns.Code, "An id or a code is needed, to know which site it is.", null);
            return;
        }

        (bool IsGiven, (string?, Guid?, string?) Identity, string Column, string? Value)[] names =
        [
            (row.Id is not null, OfId(row.Id), SiteColumns.Id, row.Id?.ToString()),
            (row.Code is not null, OfCode(row.Organization, row.Code), SiteColumns.Code, row.Code),
        ];
        foreach (var (_, identity, column, value) in names.Where(name => name.IsGiven && seen.ContainsKey(name.Identity)))
        {
            cells.Reject(column, SameSite(seen[identity].Line), value);
        }

        foreach (var name in names.Where(name => name.IsGiven && !cells.IsRejected))
        {
            seen.Add(name.Identity, (row.Line, row.Id));
        }
    }

    private static (string?, Guid?, string?) OfId(Guid? id) => (null, id, null);

    private static (string?, Guid?, string?) OfCode(string organization, string? code) => (organization, null, code);
}
