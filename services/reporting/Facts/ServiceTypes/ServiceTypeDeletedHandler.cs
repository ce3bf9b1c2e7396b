using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.ServiceTypes;

/// <summary>For good, whatever else comes. The row stays: facts of others may speak of it.</summary>
internal sealed class ServiceTypeDeletedHandler(ReportingDb db) : IEventHandler<ServiceTypeDeleted>
{
    public Task HandleAsync(ServiceTypeDeleted happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into service_types (service_type, name_en, lead_agency, position, deleted) values ({happened.ServiceType}, '', '', 0, true)
            on conflict (service_type) do update set deleted = true
            """,
            cancellationToken
        );
}
