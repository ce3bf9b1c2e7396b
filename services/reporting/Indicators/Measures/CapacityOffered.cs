using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>The total capacity of active sites, whether free or taken.</summary>
internal sealed class CapacityOffered : IMeasure
{
    public string Code => "capacity-offered";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Sites.Where(s => s.Status == "active" && s.ServiceType != null)
            .Select(s => new CountedUnit
            {
                Weight = s.Total,
                ServiceType = s.ServiceType,
                Place = s.Place,
                Organization = s.Organization,
            });
}
