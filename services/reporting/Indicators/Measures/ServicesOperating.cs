using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Service types with at least one active site; each once in a category and once in the total.</summary>
internal sealed class ServicesOperating : IMeasure
{
    public string Code => "services-operating";
    public bool CountsIdentities => true;

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Sites.Where(s => s.Status == "active" && s.ServiceType != null)
            .Select(s => new CountedUnit
            {
                Weight = 1,
                Identity = s.ServiceType,
                ServiceType = s.ServiceType,
                Place = s.Place,
                Organization = s.Organization,
            });
}
