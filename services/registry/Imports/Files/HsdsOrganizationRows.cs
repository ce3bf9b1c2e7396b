using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialServices.Registry.Hsds;
using SocialServices.Registry.Imports.Rows;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Rows of an HSDS 3.1 file of organizations, or of services with their organizations, each where it comes first.</summary>
internal static class HsdsOrganizationRows
{
    private static readonly List<string> Columns = [.. OrganizationColumns.All];
    private static readonly Dictionary<string, string> Names = new()
    {
        ["tk"] = OrganizationColumns.NameTk,
        ["ru"] = OrganizationColumns.NameRu,
        ["en"] = OrganizationColumns.NameEn,
    };

    // An organization has none of these.
    private static readonly string[] OfServices = ["organization", "organization_id", "service_at_locations"];

    /// <exception cref="MalformedFileException">The file cannot be read on.</exception>
    public static async IAsyncEnumerable<RawRow> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (seen, unreadable) = (new HashSet<(string?, string?, string?)>(), new HashSet<string>());
        await foreach (var record in HsdsRecords.ReadAsync(file, () => seen.Count + unreadable.Count, cancellationToken))
        {
            var isService = Array.Exists(OfServices, member => HsdsPart.Member(record, member) is not null);
            if (
                (isService ? HsdsPart.Member(record, "organization") : record) is not { } part
                || (isService && part.ValueKind is JsonValueKind.Null)
            )
            {
                continue;
            }

            var organization = HsdsPart.Read<HsdsFileOrganization>(part, isService ? "$.organization" : "$", out var fault);
            if (
                organization is null
                    ? unreadable.Add(part.GetRawText())
                    : seen.Add((CodeOf(organization), organization.Id, organization.Name))
            )
            {
                var line = seen.Count + unreadable.Count;
                yield return organization is null
                    ? new RawRow(line, new string?[Columns.Count], [fault!], RawRow.None)
                    : ToRow(line, organization);
            }
        }
    }

    // Without a code of ours, there is none: what others call an organization is no code for this register.
    private static string? CodeOf(HsdsFileOrganization organization) => Identifier(organization, HsdsColumns.RegisterCode);

    private static RawRow ToRow(int line, HsdsFileOrganization organization)
    {
        var (values, doubts) = (new string?[Columns.Count], new List<RowFault>());
        foreach (var (linkType, column) in HsdsColumns.OfOrganizations)
        {
            Set(column, organization.Attributes?.FirstOrDefault(attribute => attribute?.LinkType == linkType)?.Value);
        }

        Set(OrganizationColumns.Code, CodeOf(organization) ?? "");
        Set(OrganizationColumns.LegalForm, organization.LegalStatus);
        Set(OrganizationColumns.RegistrationNumber, Identifier(organization, HsdsColumns.RegistrationNumber));
        var guessed = HsdsNames.Complete(Names, values, Columns, organization.Name, doubts);
        return new RawRow(line, values, RawRow.None, doubts) { GuessedNames = guessed };

        void Set(string column, string? value) => values[Columns.IndexOf(column)] = value;
    }

    private static string? Identifier(HsdsFileOrganization organization, string type) =>
        organization.Identifiers?.FirstOrDefault(identifier => identifier?.IdentifierType == type)?.Identifier;
}
