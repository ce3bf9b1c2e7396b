using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Organizations of which at least one person completed a programme; each once in a category and once in the total.</summary>
internal sealed class OrganizationsTrained : IMeasure
{
    public string Code => "organizations-trained";
    public bool CountsIdentities => true;

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Participations.Where(p => p.Completed)
            .Select(p => new CountedUnit
            {
                Weight = 1,
                Identity = p.Organization,
                Programme = p.Programme,
            });
}
