using SocialServices.Registry.Exports;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>What a row says about the accreditation of its site. Nothing takes one away: it is suspended, or it expires.</summary>
/// <param name="Document">Null when the cells are empty.</param>
/// <param name="SuspendedFrom">First day of a suspension; null when the cell is empty or the column is not there.</param>
/// <param name="Reason">Why it is suspended.</param>
/// <param name="TellsSuspension">The column of the suspension is there.</param>
internal sealed record AccreditationRow(Accreditation? Document, DateOnly? SuspendedFrom, string? Reason, bool TellsSuspension)
{
    private const string OnlyOffice = "Only the programme's office vouches for sites: the accreditation stays as it is.";
    private const int MaxNumberLength = 50;
    private const int MinReasonLength = 3;

    private static readonly string[] Columns =
    [
        SiteColumns.AccreditationNumber,
        SiteColumns.AccreditationIssuedBy,
        SiteColumns.AccreditationFrom,
        SiteColumns.AccreditationUntil,
        SiteColumns.AccreditationSuspendedFrom,
        SiteColumns.AccreditationSuspensionReason,
    ];

    /// <returns>Null when the file has none of the columns.</returns>
    public static AccreditationRow? Read(RowCells cells, Codes codes) =>
        Array.Exists(Columns, cells.Has)
            ? ReadSuspension(
                cells,
                new AccreditationRow(
                    ReadDocument(cells, codes),
                    cells.Day(SiteColumns.AccreditationSuspendedFrom),
                    null,
                    cells.Has(SiteColumns.AccreditationSuspendedFrom)
                )
            )
            : null;

    /// <summary>By the same rules as single edits: the office vouches and suspends; a new document does not lift a suspension.</summary>
    /// <param name="site">Becomes what the row says.</param>
    /// <param name="import">Whose row it is.</param>
    /// <param name="line">Of the row.</param>
    /// <param name="findings">Gets what was not done.</param>
    public void Apply(Site site, Import import, int line, List<ImportFinding> findings)
    {
        var isNew = Document is not null && Document != site.Accreditation;
        var isSuspended =
            SuspendedFrom is not null && (SuspendedFrom, Reason) != (site.AccreditationSuspendedFrom, site.AccreditationSuspensionReason);
        if ((isNew || isSuspended) && !import.ByOffice)
        {
            Warn(
                isNew ? SiteColumns.AccreditationNumber : SiteColumns.AccreditationSuspendedFrom,
                OnlyOffice,
                isNew ? Document!.Number : $"{SuspendedFrom:yyyy-MM-dd}"
            );
            return;
        }

        if (isNew)
        {
            site.Accredit(Document!);
        }

        if (isSuspended && !site.TrySuspendAccreditation(SuspendedFrom!.Value, Reason!))
        {
            Warn(
                SiteColumns.AccreditationSuspendedFrom,
                site.Accreditation is null
                    ? "There is no accreditation that could be suspended."
                    : "It is suspended already; that stays as it is.",
                $"{SuspendedFrom:yyyy-MM-dd}"
            );
        }
        else if (TellsSuspension && SuspendedFrom is null && site.AccreditationSuspendedFrom is not null)
        {
            Warn(SiteColumns.AccreditationSuspendedFrom, "The suspension stays. Only the office can lift it.", null);
        }

        void Warn(string field, string reason, string? value) =>
            findings.Add(ImportFinding.Of(import, line, rejected: false, field, reason, value));
    }

    private static Accreditation? ReadDocument(RowCells cells, Codes codes)
    {
        var (number, issuer) = (
            cells.Text(SiteColumns.AccreditationNumber, MaxNumberLength),
            cells.Code(SiteColumns.AccreditationIssuedBy, 50)
        );
        var (from, until) = (cells.Day(SiteColumns.AccreditationFrom), cells.Day(SiteColumns.AccreditationUntil));
        if ((number, issuer, from, until) is (null, null, null, null) || cells.IsRejected)
        {
            return null;
        }

        if (number is null || issuer is null || from is null)
        {
            cells.Reject(
                number is null ? SiteColumns.AccreditationNumber
                    : issuer is null ? SiteColumns.AccreditationIssuedBy
                    : SiteColumns.AccreditationFrom,
                "An accreditation has a number, an organization that vouches, and a first day.",
                null
            );
            return null;
        }

        if (until < from)
        {
            cells.Reject(SiteColumns.AccreditationUntil, "Must not be before it begins.", $"{until:yyyy-MM-dd}");
        }

        if (!codes.AllOrganizations.Contains(issuer))
        {
            cells.Reject(SiteColumns.AccreditationIssuedBy, SiteChecks.NoOrganization, issuer);
        }

        return new Accreditation(number, issuer, from.Value, until);
    }

    private static AccreditationRow ReadSuspension(RowCells cells, AccreditationRow row)
    {
        var reason = cells.Text(SiteColumns.AccreditationSuspensionReason, Deletable.MaxReasonLength, prose: true);
        if (row.SuspendedFrom is not null && reason is not { Length: >= MinReasonLength } && !cells.IsRejected)
        {
            cells.Reject(SiteColumns.AccreditationSuspensionReason, "Everybody must be able to read why it is suspended.", reason);
        }
        else if (row.SuspendedFrom is null && reason is not null && !cells.IsRejected)
        {
            cells.Reject(SiteColumns.AccreditationSuspendedFrom, "A suspension has a first day.", null);
        }

        return row with
        {
            Reason = reason,
        };
    }
}
