using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts.ServiceTypes;

/// <summary>The newest definition of a service type counts.</summary>
internal sealed class ServiceTypeDefinedHandler(ReportingDb db) : IEventHandler<ServiceTypeDefined>
{
    public Task HandleAsync(ServiceTypeDefined happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into service_types (service_type, number, name_en, lead_agency, position)
            values ({happened.ServiceType}, {happened.Number}, {happened.NameEn}, {happened.LeadAgency}, {position})
            on conflict (service_type) do update set
                number = excluded.number, name_en = excluded.name_en, lead_agency = excluded.lead_agency, position = excluded.position
            where service_types.position < excluded.position
            """,
            cancellationToken
        );
}
