using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Certificates issued and not revoked.</summary>
internal sealed class CertificatesIssued : IMeasure
{
    public string Code => "certificates-issued";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db.Certificates.Where(c => c.Programme != null && !c.Revoked).Select(c => new CountedUnit { Weight = 1, Programme = c.Programme });
}
