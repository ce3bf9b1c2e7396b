using System.Runtime.CompilerServices;
using System.Text.Json;
using SocialServices.Registry.Exports;
using SocialServices.Registry.Hsds;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Files;

/// <summary>Rows of an HSDS 3.1 file of organizations, or of services with their organizations: a row for each record, ignored where it says nothing new.</summary>
internal static class HsdsOrganizationRows
{
    private static readonly List<string> Columns = [.. OrganizationColumns.All];
    private static readonly Dictionary<string, string> Names = new()
    {
        ["tk"] = OrganizationColumns.NameTk,
        ["ru"] = OrganizationColumns.NameRu,
        ["en"] = OrganizationColumns.NameEn,
    };

    private const string NoCode =
        $"The code is missing. It belongs in organization_identifiers, as the identifier with the identifier_type {HsdsColumns.RegisterCode}.";
    private const string NotActive =
        "HSDS 3.1 has no status of an organization, and the register has none: one that is not active is not taken.";
    private static readonly Refusal Repeated = new(
        OrganizationColumns.Code,
        "An earlier record is about the same organization: this one was ignored.",
        null
    );

    /// <exception cref="MalformedFileException">The file cannot be read on.</exception>
    public static async IAsyncEnumerable<RawRow> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (seen, ids, unreadable) = (new HashSet<(string?, string?, string?)>(), new HashSet<string?>(), new HashSet<string>());
        var line = 0;
        await foreach (var record in HsdsRecords.ReadAsync(file, () => line, cancellationToken))
        {
            line++;
            var isService = HsdsKinds.Of(record) is HsdsKind.Service;
            if ((isService ? HsdsPart.Member(record, "organization") : record) is not { } part || !MayBeOne(part, isService))
            {
                yield return HsdsPart.Text(HsdsPart.Member(record, "organization_id")) is { } id && ids.Contains(id)
                    ? Ignored(line, id)
                    : Unreadable(line, HsdsKinds.NoOrganization(record));
            }
            else if (HsdsPart.Read<HsdsFileOrganization>(part, isService ? "$.organization" : "$", out var fault) is not { } organization)
            {
                yield return unreadable.Add(part.GetRawText()) ? Unreadable(line, fault!) : Ignored(line, null);
            }
            else
            {
                ids.Add(organization.Id);
                yield return seen.Add((CodeOf(organization), organization.Id, organization.Name))
                    ? ToRow(line, organization)
                    : Ignored(line, CodeOf(organization) ?? organization.Name);
            }
        }
    }

    // What is no object at all is said to be so when it is read.
    private static bool MayBeOne(JsonElement part, bool isInService) =>
        part.ValueKind is JsonValueKind.Object
            ? HsdsKinds.Of(part) switch
            {
                HsdsKind.Organization => true,
                HsdsKind.Unknown => HsdsPart.Member(part, "name") is not null,
                _ => isInService,
            }
            : !isInService || part.ValueKind is not JsonValueKind.Null;

    private static RawRow Ignored(int line, string? value) =>
        new(line, new string?[Columns.Count], RawRow.None, RawRow.None) { Ignored = Repeated with { Value = value } };

    private static RawRow Unreadable(int line, Refusal fault) => new(line, new string?[Columns.Count], [fault], RawRow.None);

    // Without a code of ours, there is none: what others call an organization is no code for this register.
    private static string? CodeOf(HsdsFileOrganization organization) => Identifier(organization, HsdsColumns.RegisterCode);

    private static RawRow ToRow(int line, HsdsFileOrganization organization)
    {
        var (values, faults, doubts) = (new string?[Columns.Count], new List<Refusal>(), new List<Refusal>());
        foreach (var (linkType, column) in HsdsColumns.OfOrganizations)
        {
            Set(column, organization.Attributes?.FirstOrDefault(attribute => attribute?.LinkType == linkType)?.Value);
        }

        if (CodeOf(organization) is not { Length: > 0 } code)
        {
            faults.Add(new Refusal(OrganizationColumns.Code, NoCode, organization.Name));
            code = "";
        }

        if (HsdsPart.Text(organization.Status)?.Trim().ToLowerInvariant() is { Length: > 0 } status and not "active")
        {
            faults.Add(new Refusal("status", NotActive, status));
        }

        Set(OrganizationColumns.Code, code);
        Set(OrganizationColumns.LegalForm, organization.LegalStatus);
        Set(OrganizationColumns.RegistrationNumber, Identifier(organization, HsdsColumns.RegistrationNumber));
        var guessed = HsdsNames.Complete(Names, values, Columns, organization.Name, doubts);
        return new RawRow(line, values, faults, doubts) { GuessedNames = guessed };

        void Set(string column, string? value) => values[Columns.IndexOf(column)] = value;
    }

    private static string? Identifier(HsdsFileOrganization organization, string type) =>
        organization.Identifiers?.FirstOrDefault(identifier => identifier?.IdentifierType == type)?.Identifier;
}
