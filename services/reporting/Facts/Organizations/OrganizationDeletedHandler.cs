using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.Organizations;

/// <summary>For good, whatever else comes. The row stays: facts of others may speak of it.</summary>
internal sealed class OrganizationDeletedHandler(ReportingDb db) : IEventHandler<OrganizationDeleted>
{
    public Task HandleAsync(OrganizationDeleted happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into organizations (organization, kind, name_en, position, deleted) values ({happened.Organization}, '', '', 0, true)
            on conflict (organization) do update set deleted = true
            """,
            cancellationToken
        );
}
