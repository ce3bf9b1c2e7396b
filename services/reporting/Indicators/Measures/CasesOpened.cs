using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Cases opened, whether closed since or not, with the facts of the service user at the opening.</summary>
internal sealed class CasesOpened : IMeasure
{
    public string Code => "cases-opened";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Cases.Where(c => c.Organization != null)
            .Select(c => new CountedUnit
            {
                Weight = 1,
                Sex = c.Sex,
                AgeBand = c.AgeBand,
                Disability =
                    c.Disability == null ? null
                    : c.Disability.Value ? "yes"
                    : "no",
                Place = c.Place,
            });
}
