using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>For good, whatever else comes. The row stays: facts of others may speak of it.</summary>
internal sealed class OrganizationDeletedHandler(ReportingDb db) : FactHandler<OrganizationDeleted>(db)
{
    protected override FormattableString Write(OrganizationDeleted happened, long position) =>
        $"""
            insert into organizations (organization, kind, name_en, position, deleted) values ({happened.Organization}, '', '', 0, true)
            on conflict (organization) do update set deleted = true
            """;
}

/// <summary>The newest description of an organization counts.</summary>
internal sealed class OrganizationRegisteredHandler(ReportingDb db) : FactHandler<OrganizationRegistered>(db)
{
    protected override FormattableString Write(OrganizationRegistered happened, long position) =>
        $"""
            insert into organizations (organization, kind, name_en, position)
            values ({happened.Organization}, {happened.Kind}, {happened.NameEn}, {position})
            on conflict (organization) do update set kind = excluded.kind, name_en = excluded.name_en, position = excluded.position
            where organizations.position < excluded.position
            """;
}
