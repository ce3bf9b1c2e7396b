using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Specialists in social work who are in the register and have not left.</summary>
internal sealed class SpecialistsDeployed : IMeasure
{
    public string Code => "specialists-deployed";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Workers.Where(w => w.Role == "specialist" && w.Active)
            .Select(w => new CountedUnit
            {
                Weight = 1,
                Organization = w.Organization,
                Sex = w.Sex,
                AgeBand = w.AgeBand,
                Disability =
                    w.Disability == null ? null
                    : w.Disability.Value ? "yes"
                    : "no",
                Place = w.Place,
            });
}
