using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Capacity in use at sites of any status: each stands for a person who is served.</summary>
internal sealed class CapacityTaken : IMeasure
{
    public string Code => "capacity-taken";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Sites.Where(s => s.ServiceType != null)
            .Select(s => new CountedUnit
            {
                Weight = s.Taken,
                ServiceType = s.ServiceType,
                Place = s.Place,
                Organization = s.Organization,
            });
}
