using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Active sites whose opening is known.</summary>
internal sealed class SitesOperating : IMeasure
{
    public string Code => "sites-operating";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Sites.Where(s => s.Status == "active" && s.ServiceType != null)
            .Select(s => new CountedUnit
            {
                Weight = 1,
                ServiceType = s.ServiceType,
                Place = s.Place,
                Organization = s.Organization,
            });
}
