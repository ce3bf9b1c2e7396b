using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>All places of active sites, whether free or taken.</summary>
internal sealed class PlacesOffered : IMeasure
{
    public string Code => "places-offered";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Sites.Where(s => s.Status == "active" && s.ServiceType != null)
            .Select(s => new CountedUnit
            {
                Weight = s.Places,
                ServiceType = s.ServiceType,
                Place = s.Place,
                Organization = s.Organization,
            });
}
