using System.Globalization;
using SocialServices.Registry.Hsds;
using SocialServices.Registry.Imports.Rows;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports;

/// <summary>What a caller must know to prepare a file; stands in the API's documentation.</summary>
internal static class Description
{
    public static string Of(ImportOptions options) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            The body is the file itself, in UTF-8, at most {options.MaxFileSize
                / 1024
                / 1024} MiB and {options.MaxRows:N0} rows; not compressed. The answer's `Location` tells how far it is.

            **CSV** (`text/csv`) as our own exports write it: comma, semicolon or tab; byte order mark, quoted line ends and Excel's `sep=;` are understood; a decimal comma too.
            Columns of sites: `{string.Join("`, `", Shapes.Sites.Columns)}`; needed are `{string.Join(
                "`, `",
                Shapes.Sites.Required
            )}`, and `id` or `code`.
            Columns of organizations: `{string.Join("`, `", Shapes.Organizations.Columns)}`; needed are `{string.Join(
                "`, `",
                Shapes.Organizations.Required
            )}`.
            `held`, `taken`, `free` and `availability` follow from reservations and are ignored.
            An absent column keeps the value; an empty cell clears it.
            `inferred` of an organization is `true` when no source names it, and `note` says what is uncertain about it.
            Several things in one cell have semicolons between them; a text in them stands in double quotes:
            - `openingHours`: `mo-fr 09:00-13:00,14:00-18:00; sa 10:00-13:00; 2021-12-31..2022-01-02 closed "New Year"; 2022-03-07 09:00-12:00`; `closed` alone is never. By the week, `22:00-06:00` ends on the next day.
            - `contacts` of a site: `reception +99312345678 reception@example.org; helpline +99312345679`.
            - `contacts` of an organization: `"Kabulhana" "Приёмная" "Reception" +99312345678 office@example.org`; one name stands for all three.
            - `addresses`: `physical TM-S "Görogly köçesi 7" 744000 37.95,58.38; postal TM-S "Box 12"`.
            - `rolePeriods`: `donor ..2021-12-31; provider 2021-09-01..`; they count more than `roles`, which are those of today.
            - `funding`: who pays, from when till when and for what, as far as it is known: `unicef 2020-01-01..2022-06-30 "Joint programme"; mlspp`.

            Only the programme's office gives accreditations; from others the cell is ignored, with a warning.
            An empty cell removes none and lifts no suspension.
            A text that begins with an apostrophe because a spreadsheet would run it as a formula loses the apostrophe again.

            **HSDS JSON** (`application/json`): an array of HSDS 3.1 services, or a page of them, as `GET /hsds/export.json` writes it; a row is a service at a location. Of `kind=organizations`: an array of HSDS 3.1 organizations, or a page of them, as `GET /hsds/organizations/export.json` writes it; of services, their organizations are taken. A register that is filled by HSDS takes the organizations first. Members that are not understood are ignored, and what is not there stays as it is; one of a wrong type rejects its row, or all rows of its service, with its JSON path.
            A service at a location is also read by itself, with its service and its location in it (`service_at_locations?full=true`). A site that has no `status` of its own among its attributes has that of its service: `inactive` and `temporarily closed` suspend it, `defunct` closes it for good.
            Schedules of every week that have begun and have no end are understood, and other hours of single days; those of the service count for locations that have none. Times without an offset from UTC are in the schedule's `timezone`, else Ashgabat's.
            An organization needs its code among its `organization_identifiers`, with the `identifier_type` `{HsdsColumns.RegisterCode}`.

            A site is known by its `id`, else by its organization's `code` for it; what is not known is new and keeps the `id` given. A row with an `id` that no site has and the `code` of one is rejected: one of them is a mistake. Organization and service type of a site never change, nor when it was opened.
            Every row that cannot be taken is listed in `rejected.csv` and changes nothing; the others are taken. A row that says nothing new, such as an organization that comes again in a file of services, is ignored, counted and listed in `warnings.csv`. A file that has no record of its kind ends as `failed`, and its rows are rejected. An organization imports its own sites, the programme's office those of all.
            New sites that look like others, and new organizations with the names or the registration number of others, are taken and listed under `duplicates`.

            The same file of the same organization (with the same `kind`, `dryRun` and `organization`) is the same import and answered with 200, unless that failed or was cancelled, or `again` is true. Rows are known by what they identify: importing them again changes nothing.
            """
        );
}
