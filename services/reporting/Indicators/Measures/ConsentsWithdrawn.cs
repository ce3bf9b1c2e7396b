using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Consents that service users have withdrawn.</summary>
internal sealed class ConsentsWithdrawn : IMeasure
{
    public string Code => "consents-withdrawn";

    public IQueryable<CountedUnit> Units(ReportingDb db) => db.ConsentWithdrawals.Select(c => new CountedUnit { Weight = 1 });
}
