using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Organizations;

/// <summary>The newest description of an organization counts.</summary>
internal sealed class OrganizationRegisteredHandler(ReportingDb db) : IEventHandler<OrganizationRegistered>
{
    public Task HandleAsync(OrganizationRegistered happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into organizations (organization, kind, name_en, position)
            values ({happened.Organization}, {happened.Kind}, {happened.NameEn}, {position})
            on conflict (organization) do update set kind = excluded.kind, name_en = excluded.name_en, position = excluded.position
            where organizations.position < excluded.position
            """,
            cancellationToken
        );
}
