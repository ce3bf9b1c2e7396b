using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The newest definition of a service type counts.</summary>
internal sealed class ServiceTypeDefinedHandler(ReportingDb db) : FactHandler<ServiceTypeDefined>(db)
{
    protected override FormattableString Write(ServiceTypeDefined happened, long position) =>
        $"""
            insert into service_types (service_type, number, name_en, lead_agency, position)
            values ({happened.ServiceType}, {happened.Number}, {happened.NameEn}, {happened.LeadAgency}, {position})
            on conflict (service_type) do update set
                number = excluded.number, name_en = excluded.name_en, lead_agency = excluded.lead_agency, position = excluded.position
            where service_types.position < excluded.position
            """;
}

/// <summary>For good, whatever else comes. The row stays: facts of others may speak of it.</summary>
internal sealed class ServiceTypeDeletedHandler(ReportingDb db) : FactHandler<ServiceTypeDeleted>(db)
{
    protected override FormattableString Write(ServiceTypeDeleted happened, long position) =>
        $"""
            insert into service_types (service_type, name_en, lead_agency, position, deleted) values ({happened.ServiceType}, '', '', 0, true)
            on conflict (service_type) do update set deleted = true
            """;
}
